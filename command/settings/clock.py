"""What is done by the clock, and how often; times in seconds."""

# What the clock does. The database knows what is due; a beat that was missed only delays it.
CELERY_BEAT_SCHEDULER = "command.beat:SteadyBeat"
CELERY_BEAT_SCHEDULE = {
    "deliver tasks": {"task": "command.tasking.tasks.deliver_due", "schedule": 2.0},
    # Twice within the five seconds in which a late task is on every screen.
    "chase tasks": {"task": "command.tasking.tasks.chase_due", "schedule": 2.0},
    "bring out pages": {"task": "command.tasking.paging.tasks.deliver_pages", "schedule": 2.0},
    # Thirty seconds are thirty seconds.
    "climb calls for help": {
        "task": "command.tasking.distress.tasks.climb_calls",
        "schedule": 1.0,
    },
    "make rounds": {"task": "command.tasking.clock.make_rounds", "schedule": 5.0},
    "tell missed check-ins": {
        "task": "command.tasking.clock.tell_check_ins",
        "schedule": 5.0,
    },
    "hand orders to who took over": {
        "task": "command.tasking.clock.follow_posts",
        "schedule": 10.0,
    },
    "chase notifications": {
        "task": "incidents.joint.tasks.chase_notifications",
        "schedule": 10.0,
    },
    "deliver plan notices": {"task": "plans.tasks.deliver_notices", "schedule": 2.0},
    "issue plan steps": {"task": "plans.tasks.issue_ready", "schedule": 5.0},
    "advance exercises": {"task": "command.exercise.tasks.advance_running", "schedule": 1.0},
    "release injects": {"task": "command.exercise.tasks.release_due", "schedule": 1.0},
    "chase duties to decide": {
        "task": "incidents.warnings.tasks.chase_obligations",
        "schedule": 5.0,
    },
    "tell warnings that ran out": {
        "task": "incidents.warnings.tasks.tell_run_out",
        "schedule": 30.0,
    },
    "chase reports": {"task": "incidents.reports.tasks.chase_reports", "schedule": 15.0},
    "compile situation reports": {
        "task": "incidents.reports.tasks.compile_due_sitreps",
        "schedule": 20.0,
    },
    "find silent sensors": {"task": "incidents.monitoring.tasks.find_silent", "schedule": 30.0},
    "chase alarms": {"task": "incidents.monitoring.tasks.chase_alarms", "schedule": 5.0},
    "clear shelves": {"task": "incidents.monitoring.tasks.clear_shelves", "schedule": 10.0},
    "look for quiet areas": {
        "task": "incidents.monitoring.quiet.tasks.look_for_quiet",
        "schedule": 30.0,
    },
    "look at cameras": {"task": "incidents.cameras.tasks.look_at_cameras", "schedule": 30.0},
    "keep days of readings": {
        "task": "incidents.monitoring.tasks.keep_days",
        "schedule": 3600.0,
    },
    "continue illustrations": {
        "task": "incidents.monitoring.tasks.continue_illustrations",
        "schedule": 600.0,
    },
    "chase orders": {"task": "incidents.messaging.tasks.chase_due", "schedule": 5.0},
    "follow duties": {"task": "incidents.messaging.tasks.follow_duties", "schedule": 15.0},
    "settle the nearest": {"task": "resources.nearest.tasks.settle", "schedule": 60.0},
    "chase loans": {"task": "resources.loans.tasks.chase_loans", "schedule": 60.0},
    "free reservations that ran out": {
        "task": "resources.tasks.free_lapsed",
        "schedule": 10.0,
    },
    "carry out imports": {
        "task": "resources.importing.tasks.carry_out_forgotten",
        "schedule": 30.0,
    },
    "destroy files of imports": {
        "task": "resources.importing.tasks.destroy_files",
        "schedule": 3600.0,
    },
    "end duties": {"task": "command.core.tasks.end_due_duties", "schedule": 5.0},
    "tell lost lines": {"task": "command.core.tasks.tell_lost_links", "schedule": 10.0},
    "build archives": {"task": "incidents.closing.tasks.build_archives", "schedule": 10.0},
    "destroy personal data": {"task": "incidents.closing.tasks.purge_due", "schedule": 3600.0},
    "destroy voices of calls for help": {
        "task": "command.tasking.distress.tasks.destroy_voices",
        "schedule": 3600.0,
    },
    "tell road conditions that ran out": {
        "task": "resources.routing.tasks.tell_conditions_that_ran_out",
        "schedule": 30.0,
    },
    "check coverage where forces moved": {
        "task": "resources.coverage.tasks.check_marked",
        "schedule": 5.0,
    },
    "check coverage": {"task": "resources.coverage.tasks.check_all", "schedule": 60.0},
    "forget old ways": {"task": "resources.routing.tasks.forget_old_ways", "schedule": 3600.0},
    "tell dates of the register": {
        "task": "resources.register.tasks.tell_dates",
        "schedule": 3600.0,
    },
    "forget sessions": {"task": "command.core.tasks.forget_sessions", "schedule": 3600.0},
    "watch zones": {"task": "resources.tracking.tasks.watch_zones", "schedule": 2.0},
    "watch silent positions": {
        "task": "resources.tracking.tasks.watch_silence",
        "schedule": 5.0,
    },
    "keep days of the track": {
        "task": "resources.tracking.tasks.keep_days",
        "schedule": 3600.0,
    },
    "find plans to reckon": {
        "task": "plans.readiness.tasks.find_due",
        "schedule": 60.0,
    },
    "look at the promises": {
        "task": "plans.interlock.tasks.check_promises",
        "schedule": 20.0,
    },
    "close promises that hold again": {
        "task": "plans.interlock.tasks.close_kept",
        "schedule": 300.0,
    },
    "chase broken promises": {
        "task": "plans.interlock.tasks.chase_shortfalls",
        "schedule": 30.0,
    },
    "examine uploads": {"task": "command.core.uploads.tasks.examine_due", "schedule": 10.0},
    "sweep uploads": {"task": "command.core.uploads.tasks.sweep", "schedule": 600.0},
    "prove advice": {"task": "resources.adviser.tasks.prove_waiting", "schedule": 5.0},
}

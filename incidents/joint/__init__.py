"""Room of joint operations, consultations and decisions."""

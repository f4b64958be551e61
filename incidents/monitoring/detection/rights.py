"""Who may say what is an alarm."""

from command.core.policies import Post
from incidents.rights import HANDLING

RULING = HANDLING | {Post.PLANNER}

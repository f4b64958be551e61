"""Who answers for promises, and who hears of them."""

from command.core.policies import COMMANDING, DESK, Post

# Whose affair the city's forces and its neighbours are.
MAY_ANSWER = DESK | {Post.RESOURCE_OFFICER}
# A risk is for the commander to accept.
MAY_ACCEPT = COMMANDING
TOLD = frozenset({Post.RESOURCE_OFFICER, Post.LIAISON})
OWNERS = (Post.RESOURCE_OFFICER, Post.LIAISON, Post.DUTY_OFFICER)

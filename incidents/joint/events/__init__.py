"""The facts of joint command."""

from incidents.joint.events.consultation import (
    ConsultationCancelled,
    ConsultationConcluded,
    ConsultationConvened,
    ConsultationCorrected,
    ConsultationStarted,
)
from incidents.joint.events.decision import (
    DecisionRecorded,
    DecisionTaskLinked,
    DecisionTaskWanted,
    OutcomeRecorded,
)
from incidents.joint.events.notification import (
    NotificationAcknowledged,
    NotificationEscalated,
    NotificationSeen,
    NotificationSent,
    NotificationWaived,
)
from incidents.joint.events.operation import (
    MemberJoined,
    MemberLeft,
    ObjectiveReached,
    ObjectiveReopened,
    ObjectivesSet,
    OperationCommandAccepted,
    OperationCommandOffered,
    OperationCommandRefused,
    OperationCommandWithdrawn,
    OperationEnded,
    OperationExtended,
    OperationOpened,
    OperationWidened,
)

__all__ = [
    "ConsultationCancelled",
    "ConsultationConcluded",
    "ConsultationConvened",
    "ConsultationCorrected",
    "ConsultationStarted",
    "DecisionRecorded",
    "DecisionTaskLinked",
    "DecisionTaskWanted",
    "MemberJoined",
    "MemberLeft",
    "NotificationAcknowledged",
    "NotificationEscalated",
    "NotificationSeen",
    "NotificationSent",
    "NotificationWaived",
    "ObjectiveReached",
    "ObjectiveReopened",
    "ObjectivesSet",
    "OperationCommandAccepted",
    "OperationCommandOffered",
    "OperationCommandRefused",
    "OperationCommandWithdrawn",
    "OperationEnded",
    "OperationExtended",
    "OperationOpened",
    "OperationWidened",
    "OutcomeRecorded",
]

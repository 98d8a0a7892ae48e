"""What codes of claims are called, for gettext to translate when a page is laid out."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from corridor.core.claims.codes import ActKind, Answer, ClaimKind, Closed, Particulars, Standing, StepKind, StepState

KINDS = {
    ClaimKind.ASKS_PROTECTION: (
        gettext_noop("asks for protection"),
        gettext_noop("In any words; the person need not say “asylum”."),
    ),
    ClaimKind.FEARS_RETURN: (
        gettext_noop("fears return"),
        gettext_noop("The person is afraid of what would happen where they would be sent."),
    ),
    ClaimKind.PENDING_REMEDY: (
        gettext_noop("a remedy is pending"),
        gettext_noop("A court or another body has yet to decide about a refusal or a return."),
    ),
}

STANDINGS = {
    Standing.OPEN: (gettext_noop("open"), "working"),
    Standing.GRANTED: (gettext_noop("protection granted"), "good"),
    Standing.ENDED: (gettext_noop("ended"), "neutral"),
}

ACTS = {
    ActKind.ACKNOWLEDGED: (
        gettext_noop("acknowledge"),
        gettext_noop("The asylum body says that it has the claim."),
        gettext_noop("acknowledged"),
    ),
    ActKind.GRANTED: (
        gettext_noop("grant protection"),
        gettext_noop("The steps stay closed for good."),
        gettext_noop("protection granted"),
    ),
    ActKind.REFUSED: (
        gettext_noop("refuse"),
        gettext_noop("The steps stay closed until the refusal is final."),
        gettext_noop("refused"),
    ),
    ActKind.REMEDY_LODGED: (
        gettext_noop("note a remedy"),
        gettext_noop("The person turned to a court or another body: the claim is open again."),
        gettext_noop("remedy lodged"),
    ),
    ActKind.WITHDRAWAL_HEARD: (
        gettext_noop("hear a withdrawal"),
        gettext_noop("After counsel, the person says that they take the claim back. Nothing opens yet."),
        gettext_noop("withdrawal heard"),
    ),
    ActKind.WITHDRAWAL_CONFIRMED: (
        gettext_noop("confirm a withdrawal"),
        gettext_noop("Only by another officer than the one who heard it."),
        gettext_noop("withdrawal confirmed"),
    ),
    ActKind.ERASURE_ASKED: (
        gettext_noop("Note that the person asks to have this erased"),
        gettext_noop(
            "Name, place, words and language can be erased when the person asks. A colleague who took no step for the "
            "person erases them. The claim, its dates and all that it closes stay."
        ),
        gettext_noop("erasure of the particulars asked for"),
    ),
    ActKind.PARTICULARS_ERASED: (
        gettext_noop("Erase what was written about the person"),
        gettext_noop(
            "A colleague noted that the person asks for it. Speak with the person first: nobody can open it again. The "
            "claim, its dates and all that it closes stay."
        ),
        gettext_noop("particulars erased on request"),
    ),
}

PARTICULARS = {
    Particulars.ERASED: gettext_noop("Erased on request. The claim, its dates and all that it closes stay."),
    Particulars.UNREVIEWED: gettext_noop(
        "Closed since the node was restored: what was erased after the backup may be here again. Enter anew what was "
        "lost, erase anew what was erased, and note on the list of wishes that you have looked."
    ),
    Particulars.BROKEN: gettext_noop("It cannot be opened, and nobody noted why. Tell the overseer."),
}

STEPS = {
    StepKind.CONSULAR_NOTICE: gettext_noop("notice to the consulate"),
    StepKind.NATIONALITY_CHECK: gettext_noop("check of nationality"),
    StepKind.REFUSAL_OF_ENTRY: gettext_noop("refusal of entry"),
    StepKind.RETURN_DECISION: gettext_noop("return decision"),
    StepKind.REMOVAL: gettext_noop("removal"),
    StepKind.SURRENDER: gettext_noop("surrender or transfer to another State"),
}

STATES = {
    StepState.UNDER_WAY: (gettext_noop("under way"), "working"),
    StepState.HALTED: (gettext_noop("halted"), "stopped"),
    StepState.DONE: (gettext_noop("carried out"), "neutral"),
    StepState.ABANDONED: (gettext_noop("abandoned"), "neutral"),
}

MOVES = {
    StepState.DONE: gettext_noop("Carried out"),
    StepState.ABANDONED: gettext_noop("Abandon"),
    StepState.UNDER_WAY: gettext_noop("Take up again"),
}

REASONS = {
    Closed.FILE_NOT_WHOLE: gettext_noop("It cannot be told whether every claim is known. Unknown means closed."),
    Closed.PROTECTION_OPEN: gettext_noop("A question of protection is open. Only the asylum body decides it."),
    Closed.FEAR_NOT_ASKED: gettext_noop("The person has not been asked whether they fear return."),
    Closed.RIGHT_NOT_TOLD: gettext_noop("The person has not been told of the right to speak with the consulate."),
    Closed.WISH_NOT_ASKED: gettext_noop("The person has not been asked whether the consulate should be told."),
    Closed.NOT_WISHED: gettext_noop("The person does not wish that the consulate is told."),
}

ANSWERS = {
    Answer.YES: gettext_noop("yes"),
    Answer.NO: gettext_noop("no"),
    Answer.NOT_ASKED: gettext_noop("not asked"),
}

"""Which of the values of a thing is drawn and why, in words; and the reader's choices with what they change."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.entities.codes import Type
from corridor.core.entities.laying import Fact, Laid
from corridor.core.entities.trust import Trust, trusted
from corridor.core.kernel.counts import Count
from corridor.core.picture.places import PRECISIONS
from corridor.core.picture.trust import COLUMNS_OF
from corridor.web.desk.entities.choices import Applied, Kept
from corridor.web.desk.entities.queries import Thing
from corridor.web.desk.entities.saying import Speech, count_text, value_text
from corridor.web.desk.pages import ChoicesPage, OwnChoice, PropertyShown
from corridor.web.desk.statements.presenting import source_label
from corridor.web.desk.statements.titles import TITLE_PROPS, shortened

NOTHING = "–"


def property_shown(fact: Fact, speech: Speech) -> PropertyShown:
    """Return everything that is said about a property, which of it is drawn and why."""
    found = shelf.registry().properties.get(fact.prop)
    drawn = drawn_values(fact, speech.applied)
    pin = speech.applied.values.get(fact.prop)
    pinned = speech.applied.trust.values.get(fact.prop)
    return PropertyShown(
        name=fact.prop,
        label=label_of(fact.prop, speech.language),
        values=tuple(
            speech.value(said, found, drawn=said.value in drawn, pinned=said.value == pinned) for said in fact.values
        ),
        competing=fact.is_contested,
        why=why(fact, speech, drawn),
        pinnable=len(fact.values) > 1,
        end_url=reverse("desk:choice-end", args=[pin.uid]) if pin is not None else "",
    )


def label_of(prop: str, language: str) -> str:
    """Return what a property is called."""
    found = shelf.registry().properties.get(prop)
    return found.labels[language] if found is not None else prop


def drawn_values(fact: Fact, applied: Applied) -> tuple[str, ...]:
    """Return the values of a property that page and picture draw: the one pinned, all counts, else the first.

    What only sources say that the reader does not believe is not drawn. Of a property that no picture draws, every
    value that is left stands.
    """
    left = [said.value for said in fact.values if any(row[5] not in applied.trust.excluded for row in said.rows)]
    if fact.prop in applied.trust.values:
        return tuple(value for value in left if value == applied.trust.values[fact.prop])
    if is_span(fact.prop) or fact.prop not in COLUMNS_OF or fact.prop == "point":
        return tuple(left)
    if fact.prop == "place_precision":
        finest = [precision for precision in PRECISIONS if precision in left]
        return tuple(finest[:1] or left[:1])
    return tuple(left[:1])


def is_span(prop: str) -> bool:
    """Tell whether a property is drawn as the span of everything said: a count."""
    found = shelf.registry().properties.get(prop)
    return found is not None and found.type is Type.COUNT


def why(fact: Fact, speech: Speech, drawn: tuple[str, ...]) -> str:
    """Return for which reason what is drawn of a property is drawn; nothing where there is nothing to explain."""
    if fact.prop in speech.applied.trust.values:
        return gettext("Drawn: the value that you pinned.")
    if not drawn:
        return gettext("Nothing is drawn: you chose not to trust any source that says it.")
    if len(drawn) < len(fact.values) and speech.applied.sources:
        return gettext("Drawn: what is left without the sources that you chose not to trust.")
    if len(fact.values) == 1:
        return _release(fact, speech) if fact.prop in COLUMNS_OF else ""
    if not fact.is_contested:
        return ""
    if is_span(fact.prop):
        return gettext("Drawn: the span of everything said.")
    if fact.prop in ("point", "place_precision"):
        return gettext("Drawn: the most precise place, on the page every place.")
    if fact.prop in COLUMNS_OF:
        return gettext("Drawn: what was reported first.")
    return gettext("Nothing is preferred: every value stands.")


def _release(fact: Fact, speech: Speech) -> str:
    """Return of which release the only value is, where one source alone says it and replaced its earlier word."""
    told = {row[5] for row in fact.values[0].rows}
    sources = [speech.thing.sources.get(int(str(record))) for record in told]
    if len(sources) != 1 or sources[0] is None:
        return ""
    dataset = speech.thing.datasets[sources[0].dataset]
    if not dataset.mapping:
        return ""
    return gettext("Drawn: the latest release of %(source)s.") % {"source": source_label(dataset)}


def told_of(laid: Laid, prop: str, language: str) -> str:
    """Return in one line what is drawn of a property: the span of counts, else every value."""
    found = shelf.registry().properties.get(prop)
    values = [value for value in laid.values(prop) if "|" not in value]
    if not values:
        return NOTHING
    if is_span(prop):
        counts = [Count.parse(value) for value in values]
        highs = [count.high for count in counts]
        low = min(count.low or 0 for count in counts)
        return count_text(Count(low, None if None in highs else max(high or 0 for high in highs)), language)
    return " · ".join(shortened(value_text(value, found, language)) for value in values)


def choices_page(kept: tuple[Kept, ...], language: str) -> ChoicesPage:
    """Return the reader's choices, each with what is drawn without and with it."""
    return ChoicesPage(rows=tuple(_row(one, language) for one in kept), picture_url=reverse("desk:picture"))


def _row(one: Kept, language: str) -> OwnChoice:
    choice, thing = one.choice, one.thing
    if choice.source:
        label = gettext("Source not trusted: %(source)s") % {"source": _source(thing, choice.source)}
        left = len({row[5] for prop in thing.laid.props for row in thing.laid.rows(prop)})
        before, after = str(left), str(left - len(_without(one)))
    else:
        label = gettext("Pinned: %(property)s") % {"property": label_of(choice.prop, language)}
        before = told_of(thing.laid, choice.prop, language)
        after = told_of(trusted(thing.laid, _alone(one)), choice.prop, language)
    if one.is_resting:
        after = before
    return OwnChoice(
        title=title_of(thing.laid, language),
        url=reverse("desk:thing", args=[thing.uid]),
        label=label,
        before=before,
        after=after,
        on=choice.made_at.date().isoformat(),
        end_url=reverse("desk:choice-end", args=[choice.uid]),
        resting=one.is_resting,
    )


def _alone(one: Kept) -> Trust:
    """Return what one pinned value changes by itself."""
    prop = one.choice.prop
    trust = one.applied.trust
    return Trust(values={prop: trust.values[prop]}) if prop in trust.values else Trust()


def _without(one: Kept) -> set[int]:
    """Return the records that a disbelieved source brings."""
    thing = one.thing
    return {
        record
        for record, told in thing.sources.items()
        if thing.datasets[told.dataset].source.code == one.choice.source and not one.is_resting
    }


def _source(thing: Thing, code: str) -> str:
    labels = [source_label(dataset) for dataset in thing.datasets.values() if dataset.source.code == code]
    return labels[0] if labels else gettext("not readable at present")


def title_of(laid: Laid, language: str) -> str:
    """Return the heading of a thing: its first name, summary or place, else its kind."""
    for prop in TITLE_PROPS:
        for value in laid.values(prop):
            return shortened(value)
    return " / ".join(kind_name(kind, language) for kind in laid.kinds) or gettext("Thing")


def kind_name(kind: str, language: str) -> str:
    """Return what a class of things is called."""
    schema = shelf.registry().schemata.get(kind)
    return schema.labels[language] if schema is not None else kind

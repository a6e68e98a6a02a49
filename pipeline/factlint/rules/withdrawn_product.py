"""A product that was withdrawn or renamed is named as if it were still there.

## What it does

Reports the names that the schema lists under `products`, with the date since when and the place where they are no more,
on pages that speak of them as something in use. One finding per page and product.

## Why it matters

A reader asks for what cannot be had, or takes two names for two things.

## What keeps it quiet

- A sentence that tells of the past ("was withdrawn", "formerly sold as", "until 2019"), denies, supposes or asks.
- Pages of other jurisdictions than the product's (of several on a page one is enough), and sentences that speak of
  another one. On a page without a jurisdiction, a product that is over in some places only, unless the sentence
  names one of them.
- Dates that have not come yet; a month or a year counts from its end.
- Lists of sources, headings, and archived pages.

## Example

    a.md: Exampla is taken once a day.

    O107 "Exampla" was withdrawn in 2019-03 (GB); in its place: Examplora
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from factlint.compare.scope import within
from factlint.domain.vocabulary import folded_name
from factlint.jurisdiction import codes_of
from factlint.rules.model import Context, Finding, Rule, RuleInfo
from factlint.rules.signals import Signal, signal_finding, signals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factlint.domain.model import Domain
    from factlint.domain.products import Product

INFO: Final = RuleInfo(
    code="O107",
    name="withdrawn-product",
    severity="warning",
    says="a product that the schema says was withdrawn or renamed",
    explanation=__doc__ or "",
)


def check(context: Context) -> Iterator[Finding]:
    """Reports products that are over; the same name again on a page becomes a place of one finding."""
    pages = context.documents[["doc", "status", "jurisdiction"]].to_dict("records")
    where = {str(page["doc"]): page["jurisdiction"] for page in pages if page["status"] != "archived"}
    for signal in signals(context, "ended-product"):
        if signal.doc in where:
            jurisdictions = codes_of(where[signal.doc]) if isinstance(where[signal.doc], str) else ()
            for product in _over(signal, jurisdictions, context):
                yield signal_finding(INFO, context, signal, _message(signal.text, product))


def _over(signal: Signal, jurisdictions: Sequence[str], context: Context) -> list[Product]:
    """What the schemas say of the product that ``signal`` names, where it holds for the page: the first of it."""
    stated = [each for each in signal.detail.split(",") if each]
    found = [
        product
        for schema in sorted(context.domains)
        if (concept := context.domains[schema].concepts.get(signal.concept or "")) is not None
        for product in concept.products
        if folded_name(product.name) == folded_name(signal.text)
        and product.last < context.settings.as_of
        and _holds(product, jurisdictions or stated, context.domains[schema])
        and (not stated or _holds(product, stated, context.domains[schema]))
    ]
    return found[:1]


def _holds(product: Product, jurisdictions: Sequence[str], domain: Domain) -> bool:
    """Whether the product is over in one of ``jurisdictions``, or everywhere."""
    return product.holds_in(
        broad for broad in product.jurisdictions for narrow in jurisdictions if within(narrow, broad, domain)
    )


def _message(name: str, product: Product) -> str:
    what = "was renamed" if product.renamed else "was withdrawn"
    where = f" ({', '.join(product.jurisdictions)})" if product.jurisdictions else ""
    since = f"on {product.ended}" if len(product.ended) > len("2019-03") else f"in {product.ended}"
    why = f": {product.because}" if product.because else ""
    now = "; it is now" if product.renamed else "; in its place:"
    return f'"{name}" {what} {since}{where}{why}' + (f"{now} {product.instead}" if product.instead else "")


RULE: Final = Rule(INFO, check=check)

"""Whether careader says so where it read a page wrong, and keeps quiet where it read it right.

usage: python -m bench.doubt [--pages N] [--seed S] [--each]      (default: 570 pages)

Pages of made-up stories with one disturbance each (`bench.disturbed_pages`), each read alone. Prints how many
are right in headlines, date and rates; of those that are wrong, how many carry a doubt (of the page or of
a headline); of those that are right, how many carry that of the page. --each prints every page that is wrong.
"""

import argparse
from collections import Counter

from bench.disturbed_pages import Disturbed, disturbed_pages
from careader.capture import Capture, parse


def main() -> None:
    """Read the pages and print the figures."""
    parser = argparse.ArgumentParser(description="measure the doubt of pages")
    parser.add_argument("--pages", type=int, default=570)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", action="store_true")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for page in disturbed_pages(options.seed, options.pages):
        (capture,) = parse([(page.name, page.text)])
        right = is_right(capture, page)
        counts["right" if right else "wrong"] += 1
        if capture.doubtful or (not right and any(copy.doubtful for copy in capture.copies)):
            counts["right, doubted" if right else "wrong, doubted"] += 1
        elif options.each and not right:
            print(f"wrong in silence: {page.name}, {len(page.headlines)} articles")
        if options.each and not right:
            print(f"wrong: {page.name}: {[copy.headline for copy in capture.copies]}")
    total = counts["right"] + counts["wrong"]
    print(f"{total} pages, {counts['right']} right in headlines, date and rates")
    print(f"of {counts['wrong']} wrong pages {counts['wrong, doubted']} carry a doubt")
    print(f"of {counts['right']} right pages {counts['right, doubted']} carry the page's doubt")


def is_right(capture: Capture, page: Disturbed) -> bool:
    """Whether headlines, date and rates are those of the page, as far as the tool has left them."""
    if tuple(copy.headline for copy in capture.copies) != page.headlines:
        return False
    rates = {rate.pair: (rate.value, rate.change) for rate in capture.rates}
    return page.name.endswith("extracted") or (capture.date == page.date and rates == page.rates)


if __name__ == "__main__":
    main()

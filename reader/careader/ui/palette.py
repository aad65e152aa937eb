"""The command palette's entries, from the one table of commands."""

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from careader.ui.commands import COMMANDS


class ReaderCommands(Provider):
    """Offers the commands of the reader by their titles."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for each in COMMANDS:
            if each.palette:
                yield DiscoveryHit(
                    each.title, partial(self.screen.run_action, each.action), help=each.shown_keys
                )

    async def search(self, query: str) -> Hits:
        """Those whose titles are like what was typed."""
        matcher = self.matcher(query)
        for each in COMMANDS:
            if each.palette and (score := matcher.match(each.title)) > 0:
                run = partial(self.screen.run_action, each.action)
                yield Hit(score, matcher.highlight(each.title), run, help=each.shown_keys)

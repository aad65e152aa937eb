"""What tests of the state ask that careader itself does not."""

from careader.state import MarkChange, Store


def inverse(change: MarkChange) -> MarkChange:
    """The change that undoes another, and touches nothing that it did not."""
    return change._replace(on=not change.on)


def all_seen(store: Store) -> dict[str, str]:
    """The digest of the text that was last seen under each key."""
    (rows,) = [rows for table, _, rows in store.backups.everything() if table == "seen"]
    return {key: digest for key, digest, _ in rows}

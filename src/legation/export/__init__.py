"""What an archive holds, in the formats of other tools: ``Exports(archive).polecat(path)``, listed in ``FORMATS``."""

from legation.export.formats import FORMATS, Exports, Format, Written, export

__all__ = ["FORMATS", "Exports", "Format", "Written", "export"]

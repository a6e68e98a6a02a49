"""The configuration: found, read, checked and settled with what the command line says."""

from factlint.config.checks import check_scope
from factlint.config.file import shown, suggestion
from factlint.config.model import parse_date
from factlint.config.settings import Overrides, load_settings

__all__ = ["Overrides", "check_scope", "load_settings", "parse_date", "shown", "suggestion"]

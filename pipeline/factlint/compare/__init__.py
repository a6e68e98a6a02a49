"""When scopes are comparable, when values agree, and how claims disagree; it knows no rule."""

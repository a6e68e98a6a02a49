"""Domain schemas that ship with factlint; each YAML file here can be used by its name."""

"""From the text of a page to facts and signals, driven by the schema and by nothing else."""

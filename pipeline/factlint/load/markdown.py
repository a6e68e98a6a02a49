from factlint.load.draft import Draft
from factlint.load.labels import DateLabels
def read(source: str, words: DateLabels) -> Draft:
    raise NotImplementedError

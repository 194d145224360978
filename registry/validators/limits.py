"""How much of anything a document may have.

The nesting limit is 100, because real published documents nest to 67; the stack of every
recursive part that follows the reader is safe well beyond it.
"""

BYTES = 5_000_000
DEPTH = 100
NODES = 500_000
STRING_LENGTH = 1_000_000
KEY_LENGTH = 1_024
NUMBER_LENGTH = 40
INTEGERS = range(-(2**63), 2**63)
EXPANSION = 10
TITLE_LENGTH = 200
OPERATIONS = 5_000
SCHEMAS = 5_000
REFERENCES = 50_000
REFERENCE_CHAIN = 100
FINDINGS = 1_000
SECOND_OPINION_NODES = 10_000
EXPANDED_NODES = 60_000
SCHEMA_STEPS = 5_000_000
PATTERN_BYTES = 1_000_000
VISITS = 2_500_000
MATCHES = 100_000
BUNDLE_BYTES = 2_000_000
BUNDLE_FILES = 64

"""Judge values by JSON Schemas in the order and the words of AJV, which the findings of declared rules follow."""

"""The declared demonstration: a street that is drawn by numbers, with evidently invented people and cases.

Everything is seeded: equal seeds give equal streets, equal seeds and instants give equal cases. Nothing
here touches a database; the records are written by whoever asks for them.
"""

"""What pages gave in earlier runs, kept in the user's own folder so that pages that did not change are not read again.

Nothing in it is ever executed. What cannot be read or written is passed over: a run with it says what a run without it
says, byte for byte.
"""

## keys
key-files = Import: choose files
key-try = Import: dry run
key-import = Import: import

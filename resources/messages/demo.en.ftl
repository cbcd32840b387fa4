## demonstration
demo-declared = Demonstration: map, people, phones, addresses and cases are invented; street and community names are the public ones.

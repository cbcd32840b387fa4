filter-key-unknown = A filter has no “{$name}”; possible are {$allowed}.
filter-value-unknown = The filter “{$name}” has no “{$value}”; possible are {$allowed}.
filter-not-readable = The filter cannot be read, a quotation mark is left open: {$filter}
order-unknown = There is no order “{$order}”; possible are {$allowed}.
## orders
order-urgency = by urgency
order-newest = newest first
order-oldest = oldest first
order-department = by department
order-number = by number
order-category = by category

-- The ten articles that sold most pieces: unnest turns each order line into a row.
SELECT
    line.sku,
    sum(line.quantity) AS pieces
FROM (SELECT unnest(lines) AS line FROM orders WHERE order_status NOT IN ('cancelled', 'returned'))
GROUP BY line.sku
ORDER BY pieces DESC, line.sku
LIMIT 10;

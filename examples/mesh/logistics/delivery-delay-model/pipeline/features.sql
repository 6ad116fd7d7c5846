-- The model's features, one row a shipment on its way.
-- orders is the port sales/orders:orders, shipment_events the last seven days of logistics/shipment-events:shipment-events.
CREATE OR REPLACE TABLE delay_features AS
SELECT
    shipment_id,
    any_value(len(lines))                                                               AS line_count,
    any_value(ln(1 + total_amount))                                                     AS total_amount_log,
    CAST(any_value(orders.country_code) <> 'DE' AS INTEGER)                             AS is_cross_border,
    date_diff('hour', min(occurred_at) FILTER (WHERE event_type = 'picked_up'), now())  AS hours_since_pickup,
    count(DISTINCT event_id)                                                            AS scans_so_far,
    CAST(month(timezone('UTC', now())) = 12 AS INTEGER)                                 AS is_december
FROM shipment_events
JOIN orders USING (order_id)
GROUP BY shipment_id
HAVING count(*) FILTER (WHERE event_type IN ('delivered', 'returned')) = 0;

-- Stands in for the shop's order service: 400 orders of the last 20 days, the same on every run of a day.
-- Times are counted back from the start of today (UTC), so the sample never grows old.
CREATE OR REPLACE TABLE shop_orders AS
SELECT
    n                                                                                       AS order_number,
    1 + (n * 7919) % 120                                                                    AS customer_number,
    'Customer' || (1 + (n * 7919) % 120) || '@mail.example'                                 AS customer_email,
    date_trunc('day', timezone('UTC', now())) - to_minutes(CAST(20 + (n - 1) * 71 AS BIGINT)) AS ordered_at,
    (n - 1) * 71 / 1440                                                                     AS age_in_days,
    ['DE', 'DE', 'FR', 'SE', 'AT'][1 + (n * 31) % 5]                                        AS country_code,
    CASE WHEN n % 6 = 0 THEN 'spring-sale' WHEN n % 10 = 0 THEN 'newsletter' END            AS campaign_code,
    1 + n % 3                                                                               AS line_count
FROM range(1, 401) AS numbers (n);

CREATE OR REPLACE TABLE shop_order_lines AS
SELECT
    order_number,
    'sku-' || (1000 + (order_number * 13 + line * 29) % 40)                                 AS sku,
    1 + (order_number + line) % 4                                                           AS quantity,
    CAST(4.90 + (order_number * 17 + line * 11) % 60 AS DECIMAL(10, 2))                     AS unit_price
FROM shop_orders, range(0, line_count) AS lines (line);

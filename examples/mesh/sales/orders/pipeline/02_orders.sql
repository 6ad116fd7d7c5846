-- The contract's table: one row an order.
CREATE OR REPLACE TABLE orders AS
WITH lines_of_order AS (
    SELECT
        order_number,
        list({'sku': sku, 'quantity': CAST(quantity AS INTEGER), 'unit_price': unit_price} ORDER BY sku) AS lines,
        sum(quantity * unit_price) AS gross_amount
    FROM shop_order_lines
    GROUP BY order_number
)
SELECT
    'o-' || lpad(CAST(order_number AS VARCHAR), 6, '0')                                 AS order_id,
    'c-' || lpad(CAST(customer_number AS VARCHAR), 5, '0')                              AS customer_id,
    sha256(lower(customer_email))                                                       AS customer_email,
    timezone('UTC', ordered_at)                                                         AS ordered_at,
    CASE
        WHEN order_number % 17 = 0 THEN 'cancelled'
        WHEN order_number % 23 = 0 THEN 'returned'
        WHEN age_in_days < 1 THEN 'paid'
        WHEN age_in_days < 4 THEN 'shipped'
        ELSE 'delivered'
    END                                                                                 AS order_status,
    CAST(country_code AS VARCHAR)                                                       AS country_code,
    CASE country_code WHEN 'SE' THEN 'SEK' ELSE 'EUR' END                               AS currency_code,
    CAST(gross_amount * CASE WHEN campaign_code IS NULL THEN 1.00 ELSE 0.90 END AS DECIMAL(12, 2)) AS total_amount,
    campaign_code,
    lines,
    timezone('UTC', ordered_at + INTERVAL 20 MINUTE)                                    AS updated_at
FROM shop_orders
JOIN lines_of_order USING (order_number);

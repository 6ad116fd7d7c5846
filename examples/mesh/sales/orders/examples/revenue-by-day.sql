-- Revenue by day and country over the last week.
-- Only the states that mean "paid for" count; amounts are never added across currencies.
SELECT
    CAST(ordered_at AS DATE) AS order_day,
    country_code,
    currency_code,
    sum(total_amount)        AS revenue
FROM orders
WHERE order_status IN ('paid', 'shipped', 'delivered')
  AND ordered_at >= now() - INTERVAL 7 DAY
GROUP BY ALL
ORDER BY order_day DESC, country_code;

-- The campaigns of the last full week, the one that brought most first.
SELECT campaign_code, order_count, revenue, customer_count, average_customer_revenue
FROM campaign_performance
WHERE currency_code = 'EUR'
  AND week_start = (SELECT max(week_start) FROM campaign_performance)
ORDER BY revenue DESC;

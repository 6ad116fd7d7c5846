-- The ten customers with the most revenue in the newest month, in euro.
SELECT customer_id, order_count, net_revenue
FROM customer_revenue
WHERE currency_code = 'EUR'
  AND revenue_month = (SELECT max(revenue_month) FROM customer_revenue)
ORDER BY net_revenue DESC, customer_id
LIMIT 10;

-- Reads the port sales/orders:orders; run the pipeline of sales/orders first.
CREATE OR REPLACE TABLE customer_revenue AS
SELECT
    customer_id,
    CAST(date_trunc('month', timezone('UTC', ordered_at)) AS DATE) AS revenue_month,
    currency_code,
    count(*)                                                       AS order_count,
    CAST(sum(total_amount) / 1.19 AS DECIMAL(18, 2))               AS net_revenue,
    max(ordered_at)                                                AS last_order_at
FROM read_parquet('../orders/output/orders.parquet')
WHERE order_status IN ('paid', 'shipped', 'delivered')
GROUP BY ALL;

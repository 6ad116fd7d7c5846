-- Reads the ports sales/orders:orders and sales/customer-revenue:customer-revenue; run their pipelines first.
CREATE OR REPLACE TABLE campaign_performance AS
WITH campaign_orders AS (
    SELECT *, timezone('UTC', ordered_at) AS ordered_utc
    FROM read_parquet('../../sales/orders/output/orders.parquet')
    WHERE campaign_code IS NOT NULL
      AND order_status NOT IN ('cancelled', 'returned')
)
SELECT
    campaign_code,
    CAST(date_trunc('week', ordered_utc) AS DATE)   AS week_start,
    campaign_orders.currency_code,
    count(*)                                        AS order_count,
    CAST(sum(total_amount) AS DECIMAL(18, 2))       AS revenue,
    count(DISTINCT campaign_orders.customer_id)     AS customer_count,
    CAST(avg(net_revenue) AS DECIMAL(18, 2))        AS average_customer_revenue
FROM campaign_orders
LEFT JOIN read_parquet('../../sales/customer-revenue/output/customer_revenue.parquet') AS customer_revenue
    ON customer_revenue.customer_id = campaign_orders.customer_id
    AND customer_revenue.currency_code = campaign_orders.currency_code
    AND customer_revenue.revenue_month = date_trunc('month', ordered_utc)
WHERE ordered_utc < date_trunc('week', timezone('UTC', now()))
GROUP BY ALL
HAVING count(DISTINCT campaign_orders.customer_id) >= 5;

SELECT MIN(launched_on), MAX(launched_on) FROM products

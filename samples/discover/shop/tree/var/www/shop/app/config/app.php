<?php
return [
    'name' => 'Shop', 'env' => 'production', 'debug' => false, 'url' => 'http://shop.example.test', 'timezone' => 'UTC',
];

<?php return ['name' => env('APP_NAME', 'Laravel'), 'env' => env('APP_ENV', 'production'), 'timezone' => 'Asia/Shanghai'];

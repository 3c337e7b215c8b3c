<?php return ['name' => env('APP_NAME', 'Laravel'), 'env' => env('APP_ENV', 'production'), 'timezone' => env('APP_TIMEZONE', 'UTC'), 'key' => env('APP_KEY')];

<?php

// What applies where an application's config says nothing.
return [
    'default' => env('LOG_CHANNEL', 'stack'),
    'channels' => [
        'stack' => ['driver' => 'stack', 'channels' => explode(',', env('LOG_STACK', 'single'))],
        'single' => ['driver' => 'single', 'path' => storage_path('logs/laravel.log')],
        'daily' => ['driver' => 'daily', 'path' => storage_path('logs/laravel.log')],
        'stderr' => ['driver' => 'monolog', 'handler' => 'StreamHandler', 'with' => ['stream' => 'php://stderr']],
        'syslog' => ['driver' => 'syslog'],
        'errorlog' => ['driver' => 'errorlog'],
        'null' => ['driver' => 'null'],
    ],
];

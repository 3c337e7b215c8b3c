<?php

// What applies where an application's config says nothing.
return [
    'default' => env('LOG_CHANNEL', 'stack'),
    'channels' => [
        'stack' => ['driver' => 'stack', 'channels' => ['daily']],
        'single' => ['driver' => 'single', 'path' => storage_path('logs/lumen.log')],
        'daily' => ['driver' => 'daily', 'path' => storage_path('logs/lumen.log')],
        'stderr' => ['driver' => 'monolog', 'handler' => 'StreamHandler', 'with' => ['stream' => 'php://stderr']],
        'syslog' => ['driver' => 'syslog'],
        'errorlog' => ['driver' => 'errorlog'],
        'null' => ['driver' => 'null'],
    ],
];

<?php

use Monolog\Formatter\JsonFormatter as Json;
use Monolog\Handler\NullHandler;
use Monolog\Handler\RotatingFileHandler;
use Monolog\Handler\StreamHandler;
use Monolog\Handler\SyslogUdpHandler;
use Monolog\Processor\PsrLogMessageProcessor;

return [

    'default' => env('LOG_CHANNEL', 'stack'),

    'deprecations' => [
        'channel' => env('LOG_DEPRECATIONS_CHANNEL', 'null'),
        'trace' => env('LOG_DEPRECATIONS_TRACE', false),
    ],

    'channels' => [

        'stack' => [
            'driver' => 'stack',
            'channels' => explode(',', (string) env('LOG_STACK', 'single')),
            'ignore_exceptions' => false,
        ],

        'single' => [
            'driver' => 'single',
            'path' => storage_path('logs/laravel.log'),
            'level' => env('LOG_LEVEL', 'debug'),
            'replace_placeholders' => true,
        ],

        'daily' => [
            'driver' => 'daily',
            'path' => storage_path('logs/laravel.log'),
            'level' => env('LOG_LEVEL', 'debug'),
            'days' => env('LOG_DAILY_DAYS', 14),
            'replace_placeholders' => true,
        ],

        'slack' => [
            'driver' => 'slack',
            'url' => env('LOG_SLACK_WEBHOOK_URL'),
            'username' => env('LOG_SLACK_USERNAME', env('APP_NAME', 'Laravel')),
            'emoji' => ':boom:',
        ],

        'papertrail' => [
            'driver' => 'monolog',
            'handler' => env('LOG_PAPERTRAIL_HANDLER', SyslogUdpHandler::class),
            'handler_with' => [
                'host' => env('PAPERTRAIL_URL'),
                'connectionString' => 'tls://'.env('PAPERTRAIL_URL').':'.env('PAPERTRAIL_PORT'),
            ],
            'processors' => [PsrLogMessageProcessor::class],
        ],

        'stderr' => [
            'driver' => 'monolog',
            'handler' => StreamHandler::class,
            'handler_with' => ['stream' => 'php://stderr'],
            'formatter' => env('LOG_STDERR_FORMATTER'),
        ],

        'json' => [
            'driver' => 'monolog',
            'handler' => RotatingFileHandler::class,
            'with' => ['filename' => storage_path('logs/'.Str::slug(env('APP_NAME')).'.json'), 'maxFiles' => 7],
            'formatter' => Json::class,
        ],

        'audit' => ['driver' => 'single', 'path' => env('AUDIT_LOG'), 'formatter' => Json::class, 'tap' => [App\Logging\Audit::class]],

        'vendor' => ['driver' => 'custom', 'via' => App\Logging\CreateVendorLogger::class],

        'gelf' => ['driver' => 'single', 'path' => storage_path('logs/gelf.log'), 'formatter' => Monolog\Formatter\LogstashFormatter::class],

        'null' => ['driver' => 'monolog', 'handler' => NullHandler::class],

        'emergency' => ['path' => storage_path('logs/laravel.log')],
    ],
];

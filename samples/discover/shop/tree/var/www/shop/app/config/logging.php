<?php
use App\Logging\TraceContext;
use Monolog\Formatter\JsonFormatter;
use Monolog\Handler\StreamHandler;

$dir = getenv('LOG_ROOT') ?: storage_path('logs');
if (getenv('EMULATE')) {
    $v = preg_replace('/\D/', '', $_SERVER['HTTP_X_LARAVEL'] ?? '') ?: '12';
    return ['default' => 'single', 'channels' => [
        'single' => ['driver' => 'single', 'path' => "$dir/laravel-emulated/laravel-$v.log", 'tap' => [TraceContext::class.':w3c-context']],
        'sql' => ['driver' => 'monolog', 'handler' => Monolog\Handler\NullHandler::class],
    ]];
}
$json = fn (string $file, string $style, array $with = []) => ['driver' => 'monolog', 'handler' => StreamHandler::class, 'with' => ['stream' => $file],
    'formatter' => JsonFormatter::class, 'formatter_with' => $with, 'tap' => [TraceContext::class.':'.$style]];

return [
    'default' => 'stack',
    'channels' => [
        'stack' => ['driver' => 'stack', 'channels' => ['single', 'daily', 'json', 'json-traces', 'datadog', 'datadog-context', 'datadog-json']],
        'single' => ['driver' => 'single', 'path' => "$dir/laravel-single/laravel.log", 'tap' => [TraceContext::class.':w3c-extra']],
        'daily' => ['driver' => 'daily', 'path' => "$dir/laravel-daily/laravel.log", 'days' => 14, 'tap' => [TraceContext::class.':w3c-context']],
        'json' => $json("$dir/laravel-json/laravel.json.log", 'w3c-extra'),
        'json-traces' => $json("$dir/laravel-json/laravel-stacktraces.json.log", 'w3c-extra', ['includeStacktraces' => true]),
        'datadog' => ['driver' => 'single', 'path' => "$dir/laravel-datadog/laravel.log", 'tap' => [TraceContext::class.':dd-message']],
        'datadog-context' => ['driver' => 'single', 'path' => "$dir/laravel-datadog/laravel-context.log", 'tap' => [TraceContext::class.':dd-context']],
        'datadog-json' => $json("$dir/laravel-datadog/laravel.json.log", 'dd-extra'),
        'sql' => ['driver' => 'single', 'path' => "$dir/laravel-sql/queries.log", 'tap' => [TraceContext::class.':w3c-extra']],
        'stderr' => ['driver' => 'monolog', 'handler' => StreamHandler::class, 'with' => ['stream' => 'php://stderr']],
        'errorlog' => ['driver' => 'errorlog'],
    ],
];

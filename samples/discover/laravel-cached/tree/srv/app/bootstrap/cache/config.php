<?php return array (
  'app' => array ('name' => 'Orders', 'env' => 'production', 'key' => 'base64:c2VjcmV0', 'timezone' => 'Asia/Seoul'),
  'logging' =>
  array (
    'default' => 'stack',
    'channels' =>
    array (
      'stack' => array ('driver' => 'stack', 'channels' => array (0 => 'syslog', 1 => 'hourly', 2 => 'own')),
      'syslog' => array ('driver' => 'syslog'),
      'hourly' => array ('driver' => 'monolog', 'handler' => 'Monolog\\Handler\\StreamHandler', 'with' => array ('stream' => '/srv/app/storage/logs/orders.log'), 'formatter' => 'Monolog\\Formatter\\LineFormatter', 'formatter_with' => array ('format' => '%datetime% %message%')),
      'own' => array ('driver' => 'custom', 'via' => 'App\\Logging\\Own', 'path' => '/srv/app/storage/logs/own.log'),
    ),
  ),
);

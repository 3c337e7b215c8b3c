<?php
return ['default' => 'nope', 'channels' => ['x' => ['driver' => 'single', 'path' => storage_path('logs/'.env('APP_KEY').'/'.gethostname().'.log')

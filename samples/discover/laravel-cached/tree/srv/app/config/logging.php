<?php return ['default' => 'unused'];

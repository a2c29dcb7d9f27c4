#!/bin/sh
# Starts RabbitMQ with the portal's account; the password comes from a file, so that no environment shows it.
set -eu
RABBITMQ_DEFAULT_USER=portal
RABBITMQ_DEFAULT_PASS=$(cat /run/secrets/broker_password)
export RABBITMQ_DEFAULT_USER RABBITMQ_DEFAULT_PASS
exec docker-entrypoint.sh rabbitmq-server

/**
 * The sandbox: a payment provider that behaves like one, with records of its own, magic card numbers, challenges, lost
 * answers and signed webhooks over HTTP. It moves no money.
 */
@NullMarked
package io.peakday.payments.sandbox;

import org.jspecify.annotations.NullMarked;

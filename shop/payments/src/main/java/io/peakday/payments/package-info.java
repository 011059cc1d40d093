/**
 * Taking money for what is sold, and refunding it: the {@link io.peakday.payments.PaymentProvider} port, the payments'
 * own records and state machine, and the sandbox provider in {@code sandbox}.
 */
@NullMarked
package io.peakday.payments;

import org.jspecify.annotations.NullMarked;

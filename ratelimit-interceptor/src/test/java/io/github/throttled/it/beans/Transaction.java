package io.github.throttled.it.beans;

import io.github.throttled.RateLimitExceededException;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBContext;
import jakarta.ejb.Stateless;

/** Calls a throttled bean within a transaction. */
@Stateless
public class Transaction {

    @EJB private StatelessBean bean;
    @Resource private EJBContext context;

    /** Whether the transaction can still be committed, however the call ended. */
    public String callAndLook() {
        String end;
        try {
            end = bean.throttled();
        } catch (RateLimitExceededException e) {
            end = "rejected by " + e.decision().policy();
        }
        return end + (context.getRollbackOnly() ? ", rolled back" : ", can commit");
    }
}

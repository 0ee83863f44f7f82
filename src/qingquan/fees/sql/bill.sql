-- Only a fee listed in a version in force may be billed (《行政许可法》第五十九条): of the case's own version where
-- there is a case, else of the version in force on the day of the bill; and in the name of the item's organ.
CREATE FUNCTION fees_check_bill() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM catalogue_fee WHERE id = NEW.fee_id AND version_id = NEW.version_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION '该收费项目不在事项版本公布的收费项目中，不能开具缴款通知书。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'bill_is_for_a_listed_fee';
    END IF;
    PERFORM FROM catalogue_itemversion v JOIN catalogue_item i ON i.id = v.item_id
        WHERE v.id = NEW.version_id AND i.organ_id = NEW.organ_id
          AND v.state IN ('published', 'replaced', 'withdrawn')
          AND (NEW.case_id IS NOT NULL
               OR v.from_on <= (NEW.issued_at AT TIME ZONE 'Asia/Shanghai')::date
              AND (v.until_on IS NULL OR (NEW.issued_at AT TIME ZONE 'Asia/Shanghai')::date <= v.until_on));
    IF NOT FOUND THEN
        RAISE EXCEPTION '只能按本机关当日已公布生效的事项版本收费。'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'bill_rests_on_a_version_in_force';
    END IF;
    IF NEW.case_id IS NOT NULL THEN
        PERFORM FROM cases_case WHERE id = NEW.case_id AND version_id = NEW.version_id;
        IF NOT FOUND THEN
            RAISE EXCEPTION '办件依据的是另一个事项版本，应按收件时的版本收费。'
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'bill_follows_the_version_of_its_case';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bill_is_for_a_listed_fee BEFORE INSERT ON fees_bill
    FOR EACH ROW EXECUTE FUNCTION fees_check_bill();

-- What was billed never changes; it is paid once and given back once.
CREATE FUNCTION fees_keep_bill() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR to_jsonb(NEW) - ARRAY['paid_at', 'receipt', 'refunded_at', 'refund_reason']
           IS DISTINCT FROM to_jsonb(OLD) - ARRAY['paid_at', 'receipt', 'refunded_at', 'refund_reason']
        OR OLD.paid_at IS NOT NULL AND (NEW.paid_at, NEW.receipt) IS DISTINCT FROM (OLD.paid_at, OLD.receipt)
        OR OLD.refunded_at IS NOT NULL
           AND (NEW.refunded_at, NEW.refund_reason) IS DISTINCT FROM (OLD.refunded_at, OLD.refund_reason)
    THEN
        RAISE EXCEPTION '缴款通知书 % 开具后不能更改或删除，缴费和退费各记一次。', OLD.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'bill_keeps_its_word';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER bill_keeps_its_word BEFORE UPDATE OR DELETE ON fees_bill
    FOR EACH ROW EXECUTE FUNCTION fees_keep_bill();
CREATE TRIGGER bill_is_not_emptied BEFORE TRUNCATE ON fees_bill
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_emptying();

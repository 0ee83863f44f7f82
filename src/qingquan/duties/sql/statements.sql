-- A draft may change. From its confirmation on a statement stands; a published one can only be replaced.
CREATE FUNCTION duties_keep_statement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    step text;
    free text[] := ARRAY['state', 'reviewed_by_id', 'reviewed_at', 'published_by_id', 'published_at', 'paper'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state = 'draft' THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION '岗位责任说明书第 % 版已经审核或者公布，不能删除。', OLD.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'statement_keeps_its_word';
    END IF;
    step := CASE WHEN TG_OP = 'INSERT' THEN '' ELSE OLD.state END || '>' || NEW.state;
    IF step <> ALL (ARRAY['>draft', 'draft>draft', 'draft>reviewed', 'reviewed>draft', 'reviewed>published',
        'published>replaced'])
    THEN
        RAISE EXCEPTION '岗位责任说明书的状态不能这样变化：%。', step
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'statement_goes_its_way';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state <> 'draft' AND to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
        RAISE EXCEPTION '岗位责任说明书第 % 版已经审核或者公布，内容不能更改，请另立新版本。', OLD.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'statement_keeps_its_word';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state IN ('published', 'replaced')
        AND to_jsonb(NEW) - 'state'::text IS DISTINCT FROM to_jsonb(OLD) - 'state'::text
    THEN
        RAISE EXCEPTION '岗位责任说明书第 % 版已经公布，不能更改。', OLD.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'statement_keeps_its_word';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER statement_keeps_its_word BEFORE INSERT OR UPDATE OR DELETE ON duties_dutystatement
    FOR EACH ROW EXECUTE FUNCTION duties_keep_statement();

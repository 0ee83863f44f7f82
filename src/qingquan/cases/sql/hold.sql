-- All that an act on a case needs to know, in one call: the row, who and what it is about, and what the rules of
-- its stage ask for. plpgsql, because its plans are kept for the session.
CREATE FUNCTION cases_hold(wanted text) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT to_jsonb(c) - 'answers' || jsonb_build_object(
            'organ_name', o.name, 'organ_vertical', o.vertical, 'division', o.division_id, 'organ_short_name', o.short_name, 'organ_seq', o.seq,
            'applicant_name', a.name, 'applicant_account', a.account_id,
            'agent_account', (
                SELECT g.account_id FROM people_mandate m JOIN people_applicant g ON g.id = m.agent_id
                WHERE m.id = c.mandate_id),
            'item_name', v.name, 'item_code', i.code, 'power_type', i.power_type,
            'missing', CASE WHEN c.stage = 'received' THEN (
                SELECT jsonb_agg(m.name ORDER BY m.position) FROM cases_materialin m
                WHERE m.case_id = c.id AND m.need = 'required' AND m.way = 'pending') END,
            'examined_by', CASE WHEN c.stage = 'accepted' THEN (
                SELECT jsonb_agg(s.done_by_id) FROM cases_step s
                WHERE s.case_id = c.id AND s.kind IN ('examine', 'review') AND s.done_by_id IS NOT NULL) END,
            'bases', CASE WHEN c.stage = 'accepted' THEN (
                SELECT jsonb_agg('《' || b.statute || '》' || b.article ORDER BY b.position)
                FROM catalogue_legalbasis b WHERE b.version_id = c.version_id) END,
            'certificate', CASE WHEN c.stage = 'approved' THEN (
                SELECT jsonb_build_object('name', r.name, 'validity', r.validity)
                FROM catalogue_result r WHERE r.version_id = c.version_id AND r.kind = 'certificate'
                ORDER BY r.position LIMIT 1) END,
            'pauses', CASE WHEN c.paused_before THEN (
                SELECT jsonb_agg(jsonb_build_object('started_on', p.started_on, 'planned_end_on', p.planned_end_on,
                    'ended_on', p.ended_on, 'label', p.label, 'document', d.number, 'cite', p.cite) ORDER BY p.id)
                FROM cases_pauserow p JOIN papers_document d ON d.id = p.document_id WHERE p.case_id = c.id) END
        )
        FROM cases_case c
        JOIN places_organ o ON o.id = c.organ_id
        JOIN people_applicant a ON a.id = c.applicant_id
        JOIN catalogue_itemversion v ON v.id = c.version_id
        JOIN catalogue_item i ON i.id = v.item_id
        WHERE c.number = wanted
    );
END $$;

-- What receiving an application under a version asks for: its item and organ, the materials it lists, the posts
-- that hold it and the organ's own posts by role, and the next case number of the organ's series for the day.
CREATE FUNCTION cases_intake(wanted bigint, on_day date) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    found jsonb;
BEGIN
    SELECT jsonb_build_object(
        'item_name', v.name, 'item_code', i.code, 'power_type', i.power_type, 'version', v.number,
        'organ_id', o.id, 'organ_name', o.name, 'organ_short_name', o.short_name, 'organ_seq', o.seq,
        'division', o.division_id,
        'materials', (SELECT coalesce(jsonb_agg(jsonb_build_array(m.name, m.need) ORDER BY m.position), '[]')
            FROM catalogue_material m WHERE m.version_id = v.id),
        'holders', (SELECT coalesce(jsonb_agg(jsonb_build_array(p.role, p.id) ORDER BY h.id), '[]')
            FROM catalogue_holding h JOIN places_post p ON p.id = h.post_id
            WHERE h.item_id = i.id AND h.from_on <= on_day AND (h.until_on IS NULL OR on_day <= h.until_on)),
        'posts', (SELECT coalesce(jsonb_agg(jsonb_build_array(p.role, p.id) ORDER BY p.id), '[]')
            FROM places_post p WHERE p.organ_id = o.id AND p.closed_on IS NULL)
    ) INTO found
    FROM catalogue_itemversion v
    JOIN catalogue_item i ON i.id = v.item_id
    JOIN places_organ o ON o.id = i.organ_id
    WHERE v.id = wanted;
    RETURN found || jsonb_build_object('sequence', papers_next_number(
        'case/' || (found->>'organ_seq') || '/' || (found->>'power_type') || '/' || to_char(on_day, 'YYYYMMDD')));
END $$;

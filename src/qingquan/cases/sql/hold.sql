-- All that an act on a case needs to know, in one call: the row, who and what it is about, and what the rules of
-- its stage ask for. plpgsql, because its plans are kept for the session; json, because it is only passed on as text.
CREATE OR REPLACE FUNCTION cases_hold(wanted text) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT row_to_json(held) FROM (
            SELECT c.id, c.number, c.query_code, c.organ_id, c.channel, c.stage, c.received_on, c.accepted_on,
                c.deemed, c.gaps_noticed_on, c.supplement_due_on, c.supplied_on, c.paused_before, c.extension_days, c.extended_on,
                c.extension_document, c.decided_on, c.outcome, c.closed_on, c.legal_due_on, c.promised_due_on,
                c.next_look_on, c.limits, c.posts, c.facts_declared,
                c.procedure_sha256, c.marking, c.revision,
                o.name AS organ_name, o.short_name AS organ_short_name, o.seq AS organ_seq,
                o.vertical AS organ_vertical, o.division_id AS division,
                a.name AS applicant_name, a.account_id AS applicant_account,
                CASE WHEN c.mandate_id IS NOT NULL THEN (
                    SELECT json_build_object('account', g.account_id, 'from_on', m.from_on, 'until_on', m.until_on,
                        'revoked_on', m.revoked_on)
                    FROM people_mandate m JOIN people_applicant g ON g.id = m.agent_id
                    WHERE m.id = c.mandate_id) END AS agent,
                v.name AS item_name, i.code AS item_code, i.power_type,
                -- Whoever acts next acts later: the revision keeps it the last one until the write.
                (SELECT e.at FROM ledger_entry e WHERE e.subject = wanted AND e.kind LIKE 'case.%'
                    ORDER BY e.id DESC LIMIT 1) AS last_act_at,
                CASE WHEN c.stage = 'received' THEN (
                    SELECT json_agg(m.name ORDER BY m.position) FROM cases_materialin m
                    WHERE m.case_id = c.id AND m.need = 'required' AND m.way = 'pending') END AS missing,
                CASE WHEN c.stage = 'accepted' THEN (
                    SELECT json_agg(s.done_by_id) FROM cases_step s
                    WHERE s.case_id = c.id AND s.kind IN ('examine', 'review') AND s.done_by_id IS NOT NULL)
                END AS examined_by,
                CASE WHEN c.stage = 'accepted' THEN (
                    SELECT json_agg('《' || b.statute || '》' || b.article ORDER BY b.position)
                    FROM catalogue_legalbasis b WHERE b.version_id = c.version_id) END AS bases,
                CASE WHEN c.stage = 'approved' THEN (
                    SELECT json_build_object('name', r.name, 'validity', r.validity)
                    FROM catalogue_result r WHERE r.version_id = c.version_id AND r.kind = 'certificate'
                    ORDER BY r.position LIMIT 1) END AS certificate,
                CASE WHEN c.paused_before THEN (
                    SELECT json_agg(json_build_object('started_on', p.started_on, 'planned_end_on', p.planned_end_on,
                        'ended_on', p.ended_on, 'label', p.label, 'document', d.number, 'cite', p.cite) ORDER BY p.id)
                    FROM cases_pauserow p JOIN papers_document d ON d.id = p.document_id WHERE p.case_id = c.id)
                END AS pauses
            FROM cases_case c
            JOIN places_organ o ON o.id = c.organ_id
            JOIN people_applicant a ON a.id = c.applicant_id
            JOIN catalogue_itemversion v ON v.id = c.version_id
            JOIN catalogue_item i ON i.id = v.item_id
            WHERE c.number = wanted
        ) held
    );
END $$;

-- What receiving an application under a version asks for: its item and organ, the materials it lists, the posts
-- that hold it and the organ's own posts by role.
CREATE OR REPLACE FUNCTION cases_intake(wanted bigint, on_day date) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT row_to_json(known) FROM (
            SELECT v.name AS item_name, i.code AS item_code, i.power_type, v.number AS version,
                o.id AS organ_id, o.name AS organ_name, o.short_name AS organ_short_name, o.seq AS organ_seq,
                o.division_id AS division,
                (SELECT coalesce(json_agg(json_build_array(m.name, m.need) ORDER BY m.position), '[]')
                    FROM catalogue_material m WHERE m.version_id = v.id) AS materials,
                -- Who was authorised to take another role's part comes before who holds that role.
                (SELECT coalesce(json_agg(json_build_array(coalesce(nullif(h.role, ''), p.role), p.id)
                        ORDER BY h.role = '', h.id), '[]')
                    FROM catalogue_holding h JOIN places_post p ON p.id = h.post_id
                    WHERE h.item_id = i.id AND h.from_on <= on_day AND (h.until_on IS NULL OR on_day <= h.until_on)
                ) AS holders,
                (SELECT coalesce(json_agg(json_build_array(p.role, p.id) ORDER BY p.id), '[]')
                    FROM places_post p WHERE p.organ_id = o.id AND p.closed_on IS NULL) AS posts
            FROM catalogue_itemversion v
            JOIN catalogue_item i ON i.id = v.item_id
            JOIN places_organ o ON o.id = i.organ_id
            WHERE v.id = wanted
        ) known
    );
END $$;

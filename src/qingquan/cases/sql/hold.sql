-- All that an act on a case needs to know, in one call: the row, who and what it is about, and what the rules of
-- its stage ask for besides. plpgsql, because its plans are kept for the session; json, because it is only passed on as
-- text. What only some cases need stands in a function of its own: a subquery in the text would be made ready for all.
CREATE OR REPLACE FUNCTION cases_hold(wanted text) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT row_to_json(held) FROM (
            SELECT c.id, c.number, c.query_code, c.organ_id, c.channel, c.stage, c.received_on, c.accepted_on,
                c.deemed, c.gaps_noticed_on, c.supplement_due_on, c.supplied_on, c.paused_before, c.extension_days,
                c.extended_on, c.extension_document, c.decided_on, c.outcome, c.closed_on, c.legal_due_on,
                c.promised_due_on, c.next_look_on, c.matter, c.limits, c.posts, c.facts_declared, c.procedure_sha256,
                c.marking, c.examined_by, c.acted_at, c.revision,
                o.name AS organ_name, o.short_name AS organ_short_name, o.seq AS organ_seq,
                o.vertical AS organ_vertical, o.division_id AS division,
                a.name AS applicant_name, a.account_id AS applicant_account,
                CASE WHEN c.stage = 'received' OR c.paused_before OR c.mandate_id IS NOT NULL
                    THEN cases_hold_also(c.id, c.mandate_id) END AS also
            FROM cases_case c
            JOIN places_organ o ON o.id = c.organ_id
            JOIN people_applicant a ON a.id = c.applicant_id
            WHERE c.number = wanted
        ) held
    );
END $$;

-- Who acts for the applicant, which required materials are still missing, what special procedures there were.
CREATE OR REPLACE FUNCTION cases_hold_also(held bigint, mandate bigint) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN json_build_object(
        'agent', (
            SELECT json_build_object('account', g.account_id, 'from_on', m.from_on, 'until_on', m.until_on,
                'revoked_on', m.revoked_on)
            FROM people_mandate m JOIN people_applicant g ON g.id = m.agent_id WHERE m.id = mandate),
        'missing', (
            SELECT json_agg(m.name ORDER BY m.position) FROM cases_materialin m
            WHERE m.case_id = held AND m.need = 'required' AND m.way = 'pending'),
        'pauses', (
            SELECT json_agg(json_build_object('started_on', p.started_on, 'planned_end_on', p.planned_end_on,
                'ended_on', p.ended_on, 'label', p.label, 'document', d.number, 'cite', p.cite) ORDER BY p.id)
            FROM cases_pauserow p JOIN papers_document d ON d.id = p.document_id WHERE p.case_id = held));
END $$;

-- What the documents and decisions of a case say of its item: of a version that is in use, nothing of it can change,
-- so the case keeps it.
CREATE OR REPLACE FUNCTION cases_matter(wanted bigint) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT json_build_object('item_name', v.name, 'item_code', i.code, 'power_type', i.power_type,
            'bases', (SELECT coalesce(json_agg('《' || b.statute || '》' || b.article ORDER BY b.position), '[]')
                FROM catalogue_legalbasis b WHERE b.version_id = v.id),
            'certificate', (SELECT json_build_object('name', r.name, 'validity', r.validity)
                FROM catalogue_result r WHERE r.version_id = v.id AND r.kind = 'certificate'
                ORDER BY r.position LIMIT 1))
        FROM catalogue_itemversion v JOIN catalogue_item i ON i.id = v.item_id WHERE v.id = wanted
    );
END $$;

-- What receiving an application under a version asks for: what it is, its organ, the materials it lists, the posts
-- that hold it and the organ's own posts by role.
CREATE OR REPLACE FUNCTION cases_intake(wanted bigint, on_day date) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT row_to_json(known) FROM (
            SELECT cases_matter(v.id) AS matter, v.number AS version,
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

-- What a reviewer writes on the fields of a filing before they decide (标注), a row a field; of the empty path is what they say of the whole. It is
-- of the filing's present state, and goes with it.
CREATE TABLE marks (
    filing TEXT NOT NULL REFERENCES filings (id),
    path TEXT NOT NULL,
    text TEXT NOT NULL,
    staff TEXT NOT NULL REFERENCES staff (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (filing, path)
);

-- A decision that can be undone until a moment (待生效的决定): nobody is told of it before, and the filing's state is what it was. `event` and
-- `reasons` are what will be written.
CREATE TABLE pending_decisions (
    filing TEXT PRIMARY KEY REFERENCES filings (id),
    event TEXT NOT NULL,
    reasons TEXT NOT NULL,
    note TEXT NOT NULL,
    staff TEXT NOT NULL REFERENCES staff (id),
    until BIGINT NOT NULL
);
CREATE INDEX pending_decisions_by_time ON pending_decisions (until);

-- The first of two approvals (双人复核): the filing waits for another colleague's.
CREATE TABLE first_approvals (
    filing TEXT PRIMARY KEY REFERENCES filings (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    note TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- Calls of colleagues about a filing (通话记录), and what they tell each other of it (内部备注). Applicants see neither.
CREATE TABLE calls (
    id TEXT PRIMARY KEY,
    filing TEXT NOT NULL REFERENCES filings (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    at BIGINT NOT NULL,
    number TEXT NOT NULL,
    outcome TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX calls_by_filing ON calls (filing, at);
CREATE TABLE remarks (
    id TEXT PRIMARY KEY,
    filing TEXT NOT NULL REFERENCES filings (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    at BIGINT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX remarks_by_filing ON remarks (filing, at);

-- The library of reasons (退回理由库). `fields`: ends of the paths that a reason is for, with blanks between them; none: any field. `times`: how often
-- a filing was returned or rejected for it.
CREATE TABLE library_reasons (
    id TEXT PRIMARY KEY,
    fields TEXT NOT NULL,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    times BIGINT NOT NULL DEFAULT 0
);
INSERT INTO library_reasons (id, fields, zh, en) VALUES
    ('r01', 'organiser.name', '主办单位名称与证件不一致，请按证件逐字填写，包括括号。',
        'The organiser''s name differs from its certificate. Enter it letter by letter, brackets included.'),
    ('r02', 'organiser.certificate_number', '证件号码与上传的证件不一致，请按证件填写；已换发新证的，填写新号码。',
        'The certificate number differs from the uploaded certificate. Enter it as printed; where a new certificate was issued, its number.'),
    ('r03', 'certificate_address', '证件住所与证件不一致，请按证件完整填写。',
        'The certificate''s address differs from the certificate. Enter it in full, as printed.'),
    ('r04', 'organiser.address', '通信地址不够详细，请写到楼栋和门牌号（房间号）。',
        'The address is not detailed enough. Enter it down to the building and room number.'),
    ('r05', 'organiser.licence organiser.document pages', '证件照片不清晰或不完整，请重新拍摄原件：四角完整、文字清晰、无反光。',
        'The picture is unclear or incomplete. Photograph the original again: all corners, sharp text, no glare.'),
    ('r06', 'organiser.licence organiser.document pages', '上传的是复印件、截图或电子证照，请拍摄证件原件的彩色照片。',
        'This is a copy, a screenshot or an electronic certificate. Upload a colour photograph of the original.'),
    ('r07', 'organiser.licence organiser.document valid_until', '证件已过期或有效期不足三个月，请换证后上传新证件。',
        'The certificate has expired or holds for less than three months. Renew it and upload the new one.'),
    ('r08', 'organiser.nature', '主办单位性质与证件不符，请按证件类型重新选择。',
        'The kind of organiser does not match its certificate. Choose it by the certificate.'),
    ('r09', 'responsible_person.name responsible_person.document_number', '负责人姓名或证件号码与证件照片不一致，请按证件填写。',
        'The person''s name or document number differs from the pictures. Enter them as on the document.'),
    ('r10', 'responsible_person.verification', '人像与证件照片不一致，或人脸未正对镜头，请本人重新完成真实性核验。',
        'The face does not match the document, or does not face the camera. The person must verify again.'),
    ('r11', 'responsible_person.verification', '视频中有遮挡或读数不清，请摘下口罩、帽子，在安静明亮处重新拍摄。',
        'The face is covered or the digits are not clear in the video. Record it again without mask or hat, in a bright and quiet place.'),
    ('r12', 'authorisation_letter', '负责人不是法定代表人，请上传加盖公章、由法定代表人签字的授权书。',
        'The person is not the legal representative. Upload a letter of authorisation with the seal and the legal representative''s signature.'),
    ('r13', 'authorisation_letter', '授权书未签字、未盖章或日期超过三个月，请重新签署后上传。',
        'The letter has no signature, no seal, or is older than three months. Sign a new one and upload it.'),
    ('r14', 'mobile emergency_phone', '电话无法接通，请填写能接听的本省号码，并在工作时间保持畅通。',
        'The number cannot be reached. Enter a number of this province that is answered in working hours.'),
    ('r15', 'emergency_phone second_phone', '应急电话不能与手机号码相同，请填写另一位联系人的号码。',
        'The emergency number must differ from the mobile number. Enter another person''s number.'),
    ('r16', 'email', '邮箱无法收到邮件，请核对后填写常用邮箱。',
        'Mail to this address does not arrive. Check it and enter one that is read.'),
    ('r17', 'sites[].name', '网站名称与主办单位或网站内容无关，或含有不允许的词语，请改为能体现内容的名称。',
        'The site''s name has nothing to do with the organiser or the content, or has words that are not allowed. Choose one that says what the site is.'),
    ('r18', 'sites[].name', '网站名称不能是域名、纯数字或纯英文，请用中文名称。',
        'The site''s name must not be a domain, digits or Latin letters alone. Use a Chinese name.'),
    ('r19', 'domains', '域名所有者与主办单位不一致，请先在注册商处完成过户或实名认证，三个工作日后再提交。',
        'The domain''s owner differs from the organiser. Transfer or verify it at the registrar, then submit again after three working days.'),
    ('r20', 'domain_certificate domain_record', '域名证书不完整，请上传注册商出具的、含域名、所有者和有效期的证书。',
        'The domain''s certificate is incomplete. Upload the registrar''s, with domain, owner and term.'),
    ('r21', 'service_content pre_approvals', '网站内容涉及前置审批，请上传主管部门的批准文件，或修改网站内容。',
        'The content needs prior approval. Upload the authority''s approval, or change the content.'),
    ('r22', 'remark', '备注未说明网站的具体内容，请用一两句话写明网站做什么。',
        'The remark does not say what the site is for. Say so in a sentence or two.');

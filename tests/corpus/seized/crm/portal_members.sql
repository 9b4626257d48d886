--
-- PostgreSQL database dump
--
SET client_encoding = 'UTF8';
CREATE TABLE public.members (
    member_no integer NOT NULL,
    full_name text,
    email text,
    birth_date date,
    passport_number text,
    member_ssn character(9),
    active boolean
);
COPY public.members (member_no, full_name, email, birth_date, passport_number, member_ssn, active) FROM stdin;
1	Elizabeth Powell	elizabeth.powell609@larkspurmail.org	1952-01-28	Y82636196	836162616	t
2	Nicole Kim	nicole.kim83@oakmere-inbox.net	1958-04-30	C98858534	469309186	t
3	Jacqueline Ramos	jacqueline.ramos658@saltmarshpost.net	1948-03-22	Z04082567	796788428	f
4	Roger Rose	roger.rose262@tidewatermail.net	1979-10-23	\N	540206987	t
5	Timothy Price	timothy.price422@juniper-ridge-mail.com	1994-12-18	C26878317	468500597	t
6	Terry Jenkins	terry.jenkins815@stonebridge-post.com	1961-09-20	Z93506675	290157973	f
7	Frank Pena	frank.pena930@bluefernmail.com	1990-11-07	A53862400	823297070	t
8	Jason McDonald	jason.mcdonald777@quillwood-mail.com	1976-10-16	\N	002831432	t
9	Emily Hall	emily.hall157@saltmarshpost.net	1992-07-05	C48494210	056292709	f
10	Stephen Schmidt	stephen.schmidt658@winterbournepost.com	1978-03-04	X72243714	523025300	t
11	Christian West	christian.west358@quillwood-mail.com	1985-04-10	X09644006	729493894	t
12	Keith Martinez	keith.martinez972@cedarpointpost.net	1967-04-25	\N	018648453	f
13	Edward Kim	edward.kim570@oakmere-inbox.net	1968-09-23	Y13460842	106503691	t
14	Christina Henderson	christina.henderson899@saltmarshpost.net	1954-11-15	X13448922	453351896	t
15	Marilyn Burns	marilyn.burns170@copperkettle-mail.com	1955-11-27	C99500104	226186690	f
16	Matthew Tran	matthew.tran454@copperkettle-mail.com	1955-04-27	\N	193975624	t
17	Elijah Reed	elijah.reed367@larkspurmail.org	1952-02-21	C09949162	883534891	t
18	Debra Hayes	debra.hayes383@tidewatermail.net	1948-03-03	X01001909	734697445	f
19	Lauren Vargas	lauren.vargas120@stonebridge-post.com	1954-01-29	B65105241	205483001	t
20	Hannah Perez	hannah.perez470@larkspurmail.org	1979-04-20	\N	607540559	t
21	Austin Sullivan	austin.sullivan429@larkspurmail.org	1989-12-19	B72483431	236105595	f
22	George Payne	george.payne704@redhillmail.us	1983-03-27	B66081647	304348292	t
23	Gregory Ortiz	gregory.ortiz973@winterbournepost.com	1956-04-06	C31773733	588271887	t
24	Joshua Reynolds	joshua.reynolds784@oakmere-inbox.net	1999-12-06	\N	749058513	f
25	Martha Alvarado	martha.alvarado553@saltmarshpost.net	1994-10-07	B21523632	343387165	t
26	Raymond Parker	raymond.parker486@bluefernmail.com	1949-12-09	X65079461	214200972	t
27	Debra Taylor	debra.taylor717@redhillmail.us	1998-04-30	B41131291	036706287	f
28	Susan Mendoza	susan.mendoza478@oakmere-inbox.net	1957-05-05	\N	770728372	t
29	Virginia Coleman	virginia.coleman744@maplecroft-inbox.com	1975-04-18	Y43977647	166761573	t
30	Lauren Spencer	lauren.spencer658@quillwood-mail.com	1980-09-27	B55244485	271809107	f
31	Evelyn Foster	evelyn.foster801@copperkettle-mail.com	1992-09-14	Y69783171	535101110	t
32	Jason McDonald	jason.mcdonald557@copperkettle-mail.com	1972-12-31	\N	653269676	t
33	Janice Alexander	janice.alexander513@redhillmail.us	1977-02-28	A46610845	781745205	f
34	Karen Long	karen.long669@larkspurmail.org	1968-12-21	Y68714937	450500091	t
35	Frank Murray	frank.murray339@saltmarshpost.net	1952-11-10	Z23549610	707304017	t
36	Jennifer Ryan	jennifer.ryan407@harborline-mail.com	1989-07-24	\N	256414233	f
37	James Johnston	james.johnston544@juniper-ridge-mail.com	1974-06-04	C33516929	553516438	t
38	Mary Sandoval	mary.sandoval156@oakmere-inbox.net	1962-08-24	Z34208006	244946284	t
39	Isabella Bennett	isabella.bennett656@winterbournepost.com	1968-03-17	X48021861	607452976	f
40	Hannah McDonald	hannah.mcdonald770@quillwood-mail.com	1958-09-17	\N	059474015	t
\.

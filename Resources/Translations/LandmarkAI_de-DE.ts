<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de-DE" sourcelanguage="en-US">
<context>
    <name>Align</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>A similarity transform in place of a rigid one. Sizes measured in the world are then the target's.</source>
        <translation>Eine Ähnlichkeitstransformation statt einer starren. In der Welt gemessene Größen sind dann die des Ziels.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Align them</source>
        <translation>Ausrichten</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Align with other points</source>
        <translation>An anderen Punkten ausrichten</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Also scale, by one factor</source>
        <translation>Auch skalieren, mit einem Faktor</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Choose points</source>
        <translation>Punkte wählen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Move points (&amp;J):</source>
        <translation>Punkte bewegen (&amp;J):</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Nothing else</source>
        <translation>Nichts weiter</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Onto these (&amp;L):</source>
        <translation>Auf diese (&amp;H):</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Points of the same names that stay where they are: of an electroanatomic map, or of another scan.</source>
        <translation>Gleichnamige Punkte, die bleiben, wo sie sind: einer elektroanatomischen Karte oder einer anderen Aufnahme.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>The points that are moved; those of a detection take its volume and its other results along.</source>
        <translation>Die Punkte, die bewegt werden; die einer Erkennung nehmen deren Volumen und übrige Ergebnisse mit.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>Together with:</source>
        <translation>Zusammen mit:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Align.ui"/>
        <source>What else moves with the points, such as the surface of a map.</source>
        <translation>Was sonst mit den Punkten bewegt wird, etwa die Oberfläche einer Karte.</translation>
    </message>
</context>
<context>
    <name>Folder</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Cancel folder</source>
        <translation>Ordner abbrechen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Detect in folder</source>
        <translation>Ordner auswerten</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Folder for points, segments, tables and the quality page.</source>
        <translation>Ordner für Punkte, Segmente, Tabellen und die Qualitätsseite.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Folder of studies</source>
        <translation>Ordner mit Untersuchungen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Folder with images or DICOM series, at any depth.</source>
        <translation>Ordner mit Bildern oder DICOM-Serien, beliebig tief verschachtelt.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Of stacks; they take about a second and a megabyte a study.</source>
        <translation>Von Schichtstapeln; sie kosten etwa eine Sekunde und ein Megabyte je Untersuchung.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Open quality page</source>
        <translation>Qualitätsseite öffnen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Pictures for the quality page</source>
        <translation>Bilder für die Qualitätsseite</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Results:</source>
        <translation>Ergebnisse:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Folder.ui"/>
        <source>Studies:</source>
        <translation>Untersuchungen:</translation>
    </message>
</context>
<context>
    <name>Function</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source> cm</source>
        <translation> cm</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source> kg</source>
        <translation> kg</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>End diastole and end systole side by side</source>
        <translation>Enddiastole und Endsystole nebeneinander</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>End diastole:</source>
        <translation>Enddiastole:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>End systole:</source>
        <translation>Endsystole:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Frame from 0.</source>
        <translation>Bild, gezählt ab 0.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Frame from 0; of two volumes the chosen one is 0.</source>
        <translation>Bild, gezählt ab 0; von zwei Volumina ist das gewählte 0.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Function</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Height:</source>
        <translation>Größe:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Measure function</source>
        <translation>Funktion messen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Of the patient, for normal ranges.</source>
        <translation>Des Patienten, für die Normbereiche.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Of the patient, for values by body surface area.</source>
        <translation>Des Patienten, für Werte pro Körperoberfläche.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Of the patient.</source>
        <translation>Des Patienten.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Other phase:</source>
        <translation>Andere Phase:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Sex:</source>
        <translation>Geschlecht:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>The frames of the sequence</source>
        <translation>Die Bilder der Sequenz</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Two views that scroll together, each with its own contours; press again for the views of before.</source>
        <translation>Zwei Ansichten, die zusammen blättern, jede mit eigenen Konturen; noch einmal drücken für die vorigen Ansichten.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Volume of the cavities over the frames.</source>
        <translation>Volumen der Kavitäten über die Bilder.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Weight:</source>
        <translation>Gewicht:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>Where the chosen volume shows no sequence: the volume of the other phase.</source>
        <translation>Wo das gewählte Volumen keine Sequenz zeigt: das Volumen der anderen Phase.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>found by volume</source>
        <translation>nach dem Volumen gefunden</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Function.ui"/>
        <source>not given</source>
        <translation>nicht angegeben</translation>
    </message>
</context>
<context>
    <name>LandmarkAI</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Accept</source>
        <translation>&amp;Akzeptieren</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Case:</source>
        <translation>&amp;Fall:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Device:</source>
        <translation>&amp;Gerät:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Model:</source>
        <translation>&amp;Modell:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Place</source>
        <translation>&amp;Platzieren</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Refine</source>
        <translation>&amp;Verfeinern</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>&amp;Write to:</source>
        <translation>&amp;Schreiben nach:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>AHA segments</source>
        <translation>AHA-Segmente</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Ca&amp;ncel</source>
        <translation>Ab&amp;brechen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Chec&amp;k</source>
        <translation>P&amp;rüfen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Choose a volume</source>
        <translation>Volumen wählen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Choose a volume.</source>
        <translation>Wählen Sie ein Volumen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Cop&amp;y report</source>
        <translation>Bericht &amp;kopieren</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Detect landmarks</source>
        <translation>Landmarken erkennen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAI.py"/>
        <source>Detecting in the simulated study</source>
        <translation>Erkennung in der simulierten Studie</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>E&amp;xport case</source>
        <translation>Fall e&amp;xportieren</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Export to a training dataset</source>
        <translation>In einen Trainingsdatensatz exportieren</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAI.py"/>
        <source>Finds anatomical landmarks in cardiac images, segments the ventricles and divides the myocardium into AHA segments. Research use only: not a medical device, not for diagnosis or treatment.</source>
        <translation>Findet anatomische Landmarken in Herzbildern, segmentiert die Ventrikel und teilt das Myokard in AHA-Segmente. Nur für die Forschung: kein Medizinprodukt, nicht für Diagnose oder Behandlung.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Folder of the dataset; the case becomes a folder in it.</source>
        <translation>Ordner des Datensatzes; der Fall wird ein Ordner darin.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Frame&amp;s:</source>
        <translation>Bil&amp;der:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Install a model from a .zip file; its checksums are verified.</source>
        <translation>Ein Modell aus einer .zip-Datei installieren; seine Prüfsummen werden geprüft.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Install model from .&amp;zip file…</source>
        <translation>Modell aus .&amp;zip-Datei installieren…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Install re&amp;quired packages…</source>
        <translation>Nötige Pakete &amp;installieren…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Install what is missing, after asking.</source>
        <translation>Installieren, was fehlt, nach Rückfrage.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Mark m&amp;issing</source>
        <translation>Fehle&amp;nd</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Most doubtful first. Arrow keys go from point to point; the views follow.
A: accept   M: mark missing   P: place   Z: restore</source>
        <translation>Die zweifelhaftesten zuerst. Die Pfeiltasten gehen von Punkt zu Punkt; die Ansichten folgen.
A: akzeptieren   M: fehlend   P: platzieren   Z: zurücksetzen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Name of the case's folder. Do not use the patient's name.</source>
        <translation>Name des Ordners des Falls. Verwenden Sie nicht den Namen des Patienten.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Nothing is running.</source>
        <translation>Es läuft nichts.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Of a sequence, such as a cine: which frames to look at.</source>
        <translation>Bei einer Sequenz, etwa einer Cine-Aufnahme: welche Bilder untersucht werden.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Open the set-up page at the end of this panel.</source>
        <translation>Die Einrichtungsseite am Ende dieses Bereichs öffnen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Place rou&amp;gh points</source>
        <translation>Gr&amp;obe Punkte setzen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Press Check to see whether all is there.</source>
        <translation>Drücken Sie „Prüfen“, um zu sehen, ob alles vorhanden ist.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Put the report on the clipboard.</source>
        <translation>Den Bericht in die Zwischenablage legen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Refine from here</source>
        <translation>Von hier aus verfeinern</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Res&amp;tore</source>
        <translation>Zurückse&amp;tzen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Res&amp;ults:</source>
        <translation>&amp;Ergebnisse:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Run self-test</source>
        <translation>Selbsttest starten</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Set up &amp;before use…</source>
        <translation>Vor Gebrauch einri&amp;chten…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Set-up and report</source>
        <translation>Einrichtung und Bericht</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Show in &amp;3D</source>
        <translation>In &amp;3D zeigen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>The image to look at: a short-axis stack, or a volume.</source>
        <translation>Das Bild, das untersucht wird: ein Stapel der kurzen Achse oder ein Volumen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>The points to look through.</source>
        <translation>Die Punkte, die durchgesehen werden.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAI.py"/>
        <source>The weights of the models have terms of their own, which the module shows before use.</source>
        <translation>Für die Gewichte der Modelle gelten eigene Bedingungen, die das Modul vor dem Gebrauch anzeigt.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Try PyTorch, the device and the models in the detection process.</source>
        <translation>PyTorch, das Gerät und die Modelle im Erkennungsprozess ausprobieren.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Try everything on sample data, and write a text file to send with a question.</source>
        <translation>Alles an Beispieldaten ausprobieren und eine Textdatei schreiben, die Sie einer Frage beilegen können.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>V&amp;olume:</source>
        <translation>Vo&amp;lumen:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Where to compute. Automatic takes the GPU if there is one that works.</source>
        <translation>Wo gerechnet wird. „Automatisch“ nimmt die GPU, wenn es eine gibt, die funktioniert.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>Which model looks at the image.</source>
        <translation>Welches Modell das Bild untersucht.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/LandmarkAI.ui"/>
        <source>name without the patient's identity</source>
        <translation>Name ohne die Identität des Patienten</translation>
    </message>
</context>
<context>
    <name>LandmarkAITraining</name>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Check</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Dataset:</source>
        <translation>&amp;Datensatz:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Evaluate</source>
        <translation>&amp;Auswerten</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Install in LandmarkAI</source>
        <translation>In LandmarkAI &amp;installieren</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Preset:</source>
        <translation>&amp;Voreinstellung:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Steps:</source>
        <translation>&amp;Schritte:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Threads:</source>
        <translation>&amp;Threads:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Volume:</source>
        <translation>Vo&amp;lumen:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>&amp;Worst cases first; click one to see it:</source>
        <translation>S&amp;chlechteste Fälle zuerst; klicken Sie einen an, um ihn zu sehen:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>A click shows the image with the reference points in yellow and the model's in blue.</source>
        <translation>Ein Klick zeigt das Bild mit den Referenzpunkten in Gelb und denen des Modells in Blau.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITraining.py"/>
        <source>A model is under the terms of the data that it was trained on.</source>
        <translation>Für ein Modell gelten die Bedingungen der Daten, mit denen es trainiert wurde.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Add case</source>
        <translation>Fall hinzufügen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Add current case to dataset</source>
        <translation>Aktuellen Fall zum Datensatz hinzufügen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Annotate with a model</source>
        <translation>Mit einem Modell annotieren</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>C&amp;ase:</source>
        <translation>&amp;Fall:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>CPU threads. Fewer leave more of the machine to others.</source>
        <translation>CPU-Threads. Weniger lassen anderen mehr vom Rechner.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITraining.py"/>
        <source>Checking a small dataset</source>
        <translation>Prüfung eines kleinen Datensatzes</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Choose a volume</source>
        <translation>Volumen wählen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Choose points</source>
        <translation>Punkte wählen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Cont&amp;rast:</source>
        <translation>&amp;Kontrast:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Divide &amp;by subject</source>
        <translation>Nach Pers&amp;onen teilen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Folder of this training: checkpoints, curves, the model and its evaluation. Choose it again to find a training again.</source>
        <translation>Ordner dieses Trainings: Checkpoints, Kurven, das Modell und seine Auswertung. Wählen Sie ihn erneut, um ein Training wiederzufinden.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Folder whose subfolders are cases: image.nrrd, landmarks.mrk.json and segmentation.seg.nrrd.</source>
        <translation>Ordner, dessen Unterordner Fälle sind: image.nrrd, landmarks.mrk.json und segmentation.seg.nrrd.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Install in LandmarkAI</source>
        <translation>In LandmarkAI installieren</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Install what is missing, after asking.</source>
        <translation>Installieren, was fehlt, nach Rückfrage.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Install…</source>
        <translation>Installieren…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Its segmentation, where there is one.</source>
        <translation>Seine Segmentierung, wenn es eine gibt.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Make preset</source>
        <translation>Voreinstellung erstellen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Na&amp;me:</source>
        <translation>Na&amp;me:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Name of the case's folder. Do not use the patient's name.</source>
        <translation>Name des Ordners des Falls. Verwenden Sie nicht den Namen des Patienten.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Next case</source>
        <translation>Nächster Fall</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Open report</source>
        <translation>Bericht öffnen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Optimiser steps, one number a stage, such as 1500 2500. Empty: as the preset says.</source>
        <translation>Schritte des Optimierers, eine Zahl je Stufe, etwa 1500 2500. Leer: wie in der Voreinstellung.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>P&amp;oints:</source>
        <translation>P&amp;unkte:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Pre-annotate</source>
        <translation>Vorannotieren</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Retrain</source>
        <translation>Weitertrainieren</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Reviewed</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Ru&amp;n folder:</source>
        <translation>Trainingsord&amp;ner:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>S&amp;ubject:</source>
        <translation>P&amp;erson:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Se&amp;gmentation:</source>
        <translation>Se&amp;gmentierung:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Show curves</source>
        <translation>Kurven zeigen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Such as cine or lge; errors are reported by contrast.</source>
        <translation>Etwa cine oder lge; Fehler werden nach Kontrast berichtet.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>The cases, how far each is, and the error of its worst point that the model expects.</source>
        <translation>Die Fälle, wie weit jeder ist, und der Fehler seines schlechtesten Punktes, den das Modell erwartet.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>The image that the points were placed on.</source>
        <translation>Das Bild, auf dem die Punkte gesetzt wurden.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>The landmarks: results of LandmarkAI, or points that were placed by hand. The label of a point is the name of its landmark.</source>
        <translation>Die Landmarken: Ergebnisse von LandmarkAI oder von Hand gesetzte Punkte. Die Beschriftung eines Punktes ist der (englische) Name seiner Landmarke.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITraining.py"/>
        <source>Trains and measures landmark models on studies that were annotated in Slicer, and installs them in LandmarkAI. Research use only: not a medical device, not for diagnosis or treatment.</source>
        <translation>Trainiert und misst Landmarkenmodelle an Studien, die in Slicer annotiert wurden, und installiert sie in LandmarkAI. Nur für die Forschung: kein Medizinprodukt, nicht für Diagnose oder Behandlung.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>What LandmarkAI will call the model: letters, digits, . _ and -</source>
        <translation>Wie LandmarkAI das Modell nennen wird: Buchstaben, Ziffern, . _ und -</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>What is trained: the name of a preset, or the path of a preset's .json file.</source>
        <translation>Was trainiert wird: der Name einer Voreinstellung oder der Pfad ihrer .json-Datei.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>What is wrong, and how to mend it. The whole text is in the tooltips.</source>
        <translation>Was falsch ist und wie es zu beheben ist. Der ganze Text steht in den Tooltips.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>What the plot view shows.</source>
        <translation>Was die Diagrammansicht zeigt.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>Whom it is of, as a pseudonym: cases of one subject are never trained on and tested on.</source>
        <translation>Von wem der Fall ist, als Pseudonym: Mit Fällen einer Person wird nie zugleich trainiert und getestet.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>as the preset says</source>
        <translation>wie in der Voreinstellung</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>name without the patient's identity</source>
        <translation>Name ohne die Identität des Patienten</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>such as cine</source>
        <translation>etwa cine</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/Resources/UI/LandmarkAITraining.ui"/>
        <source>the case itself</source>
        <translation>der Fall selbst</translation>
    </message>
</context>
<context>
    <name>Masks</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>17 segments, with the apical cap</source>
        <translation>17 Segmente, mit der Herzspitze</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>A list with the Anterior RV insertion; Inferior RV insertion and LV center if known.</source>
        <translation>Eine Liste mit „Anterior RV insertion“; „Inferior RV insertion“ und „LV center“, falls bekannt.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>A map in the same place to measure in; for ECV the T1 map after contrast.</source>
        <translation>Eine Karte an derselben Stelle, in der gemessen wird; für ECV die T1-Karte nach Kontrastmittel.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>AHA of any mask, scar, ECV</source>
        <translation>AHA beliebiger Masken, Narbe, ECV</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>AHA segments</source>
        <translation>AHA-Segmente</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Choose a segmentation</source>
        <translation>Segmentierung wählen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Choose an image</source>
        <translation>Bild wählen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Choose points</source>
        <translation>Punkte wählen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Contours:</source>
        <translation>Konturen:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Deviations:</source>
        <translation>Abweichungen:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>ECV</source>
        <translation>ECV</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>For ECV: points of the other volume. Those of its detection if none are chosen.</source>
        <translation>Für ECV: Punkte des anderen Volumens. Die seiner Erkennung, wenn keine gewählt sind.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Haematocrit:</source>
        <translation>Hämatokrit:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>How the threshold is found.</source>
        <translation>Wie der Schwellenwert gefunden wird.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Image:</source>
        <translation>Bild:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>In all volumes of the same place</source>
        <translation>In allen Volumina am selben Ort</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Its points:</source>
        <translation>Seine Punkte:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Left out at the edges:</source>
        <translation>An den Rändern ausgelassen:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Levels:</source>
        <translation>Ebenen:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Measure in every volume of the scene that overlaps the image, not in the other volume alone.</source>
        <translation>In jedem Volumen der Szene messen, das das Bild überlappt, nicht nur im anderen Volumen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>None: the image itself</source>
        <translation>Keines: das Bild selbst</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Of a CT: name of a point on the septum or in the right ventricle; if empty the point named Septum, or else the segment Right ventricle.</source>
        <translation>Bei CT: Name eines Punktes auf dem Septum oder im rechten Ventrikel; wenn leer, der Punkt namens Septum oder sonst das Segment Right ventricle.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Of its detection</source>
        <translation>Die seiner Erkennung</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Of the patient, on the day of the scan.</source>
        <translation>Des Patienten, am Tag der Aufnahme.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Other volume:</source>
        <translation>Anderes Volumen:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Points:</source>
        <translation>Punkte:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Scar</source>
        <translation>Narbe</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Scar by:</source>
        <translation>Narbe nach:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Septum:</source>
        <translation>Septum:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Share of the wall at endo- and epicardium that is not measured.</source>
        <translation>Anteil der Wand an Endo- und Epikard, der nicht gemessen wird.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Short-axis image that the contours belong to; for ECV the T1 map before contrast.</source>
        <translation>Bild der kurzen Achse, zu dem die Konturen gehören; für ECV die T1-Karte vor Kontrastmittel.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Slices of each level, from 0 as they are stored; thirds of the myocardium if empty.</source>
        <translation>Schichten jeder Ebene, ab 0 wie gespeichert; Drittel des Myokards, wenn leer.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Standard deviations above remote myocardium.</source>
        <translation>Standardabweichungen über dem Remote-Myokard.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>T1 before and after contrast in squares: edges go on across them where both are aligned.</source>
        <translation>T1 vor und nach Kontrastmittel in Feldern: Kanten laufen über sie hinweg, wo beide ausgerichtet sind.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>Your own or detected: segments Left ventricle and Myocardium.</source>
        <translation>Eigene oder erkannte: Segmente „Left ventricle“ und „Myocardium“.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Masks.ui"/>
        <source>basal=0-3,mid=4-6,apical=7-9</source>
        <translation>basal=0-3,mid=4-6,apical=7-9</translation>
    </message>
</context>
<context>
    <name>Measures</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Measures.ui"/>
        <source>As points and segments are now. A table of the scene holds the same.</source>
        <translation>So wie Punkte und Segmente jetzt sind. Eine Tabelle der Szene enthält dasselbe.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Measures.ui"/>
        <source>Chamber views</source>
        <translation>Kammeransichten</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Measures.ui"/>
        <source>Left ventricle</source>
        <translation>Linker Ventrikel</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Report.ui"/>
        <source>Folder:</source>
        <translation>Ordner:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Report.ui"/>
        <source>Report and DICOM</source>
        <translation>Bericht und DICOM</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Report.ui"/>
        <source>Save contours and points as DICOM</source>
        <translation>Konturen und Punkte als DICOM speichern</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Report.ui"/>
        <source>Save report of the function</source>
        <translation>Bericht der Funktion speichern</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Report.ui"/>
        <source>Where reports and DICOM files are written. They hold the patient's identity as the images do.</source>
        <translation>Wohin Berichte und DICOM-Dateien geschrieben werden. Sie enthalten die Identität des Patienten wie die Bilder.</translation>
    </message>
</context>
<context>
    <name>Slices</name>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>All slices</source>
        <translation>Alle Schichten</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>One large view in the slices, two through the long axis and the RV insertions, and 3D. Press again for the layout that you had.</source>
        <translation>Eine große Ansicht in den Schichten, zwei durch die lange Achse und die RV-Insertionsstellen, und 3D. Erneut drücken für die vorige Anordnung.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>Own window</source>
        <translation>Eigenes Fenster</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>Save picture…</source>
        <translation>Bild speichern…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>Short axis</source>
        <translation>Kurze Achse</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>Show the slices in a window beside Slicer, as large as you like.</source>
        <translation>Die Schichten in einem Fenster neben Slicer zeigen, so groß Sie möchten.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/Resources/UI/Slices.ui"/>
        <source>Write all slices, the AHA segments and the legend as PNG.</source>
        <translation>Alle Schichten, die AHA-Segmente und die Legende als PNG schreiben.</translation>
    </message>
</context>
<context>
    <name>logic.console</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/console.py"/>
        <source>The run was cancelled. {reason}</source>
        <translation>Der Lauf wurde abgebrochen. {reason}</translation>
    </message>
</context>
<context>
    <name>logic.detection_run</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/detection_run.py"/>
        <source>The scene was closed.</source>
        <translation>Die Szene wurde geschlossen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/detection_run.py"/>
        <source>Unexpected error on {name} ({reason}): run it again, and if it fails again report it with what the Python console says.</source>
        <translation>Unerwarteter Fehler bei {name} ({reason}): Starten Sie erneut, und wenn es wieder fehlschlägt, melden Sie es zusammen mit der Ausgabe der Python-Konsole.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/detection_run.py"/>
        <source>frame {number} of {total}: {text}</source>
        <translation>Bild {number} von {total}: {text}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/detection_run.py"/>
        <source>{name} has frames 0 to {last}: there is no frame {frame}.</source>
        <translation>{name} hat die Bilder 0 bis {last}: Ein Bild {frame} gibt es nicht.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/detection_run.py"/>
        <source>{name} was removed from the scene.</source>
        <translation>{name} wurde aus der Szene entfernt.</translation>
    </message>
</context>
<context>
    <name>logic.measuring</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/measuring.py"/>
        <source>Give height and weight, or none of them.</source>
        <translation>Geben Sie Größe und Gewicht an, oder keines von beiden.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/measuring.py"/>
        <source>{name} shows no volume: choose one that does.</source>
        <translation>{name} zeigt kein Volumen: Wählen Sie etwas, das eines zeigt.</translation>
    </message>
</context>
<context>
    <name>logic.packages</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>An installation is under way: wait for its end.</source>
        <translation>Eine Installation läuft: Warten Sie ihr Ende ab.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>Installing {names} failed ({reason}): {remedy}</source>
        <translation>Die Installation von {names} ist fehlgeschlagen ({reason}): {remedy}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>Installing {names}…</source>
        <translation>{names} wird installiert…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>LandmarkAI needs packages that will be downloaded: {names}. Install them now?</source>
        <translation>LandmarkAI benötigt Pakete, die heruntergeladen werden: {names}. Jetzt installieren?</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>Missing, though Slicer brings it: {names}. Install Slicer again.</source>
        <translation>Fehlt, obwohl es zu Slicer gehört: {names}. Installieren Sie Slicer neu.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>Not installed: {names}. Press the button again to be asked again.</source>
        <translation>Nicht installiert: {names}. Drücken Sie die Schaltfläche erneut, um noch einmal gefragt zu werden.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>Nothing was installed, as you declined. Press the button again to be asked again.</source>
        <translation>Es wurde nichts installiert, da Sie abgelehnt haben. Drücken Sie die Schaltfläche erneut, um noch einmal gefragt zu werden.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>PyTorch is installed by half. Remove it and download it again now?</source>
        <translation>PyTorch ist nur halb installiert. Jetzt entfernen und neu herunterladen?</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>PyTorch is installed by the extension PyTorch: install that from the Extensions Manager, restart Slicer, and come back.</source>
        <translation>PyTorch wird von der Erweiterung PyTorch installiert: Installieren Sie diese aus dem Extensions Manager, starten Sie Slicer neu und kommen Sie hierher zurück.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>PyTorch was installed but does not load ({error}): restart Slicer, and if it still does not, install it again with the extension PyTorch.</source>
        <translation>PyTorch wurde installiert, lässt sich aber nicht laden ({error}): Starten Sie Slicer neu, und wenn es dann noch nicht geht, installieren Sie es mit der Erweiterung PyTorch noch einmal.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>PythonSlicer, Slicer's own Python, was not found beside Slicer, so that nothing can be installed: install Slicer again.</source>
        <translation>PythonSlicer, das Python von Slicer, wurde neben Slicer nicht gefunden, sodass nichts installiert werden kann: Installieren Sie Slicer neu.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>Slicer's folder cannot be written: install Slicer in a folder of your own, or have it started once by an administrator for this.</source>
        <translation>In den Ordner von Slicer kann nicht geschrieben werden: Installieren Sie Slicer in einem eigenen Ordner, oder lassen Sie es hierfür einmal von einem Administrator starten.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>free some space on the disk, and press the button again.</source>
        <translation>Schaffen Sie Platz auf dem Datenträger, und drücken Sie die Schaltfläche erneut.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>see that this computer is online, and press the button again.</source>
        <translation>Sorgen Sie dafür, dass dieser Rechner online ist, und drücken Sie die Schaltfläche erneut.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>what pip said is below.</source>
        <translation>Die Ausgabe von pip steht unten.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/packages.py"/>
        <source>{name}, installed by half</source>
        <translation>{name}, nur halb installiert</translation>
    </message>
</context>
<context>
    <name>logic.run_folder</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/logic/run_folder.py"/>
        <source>{path} cannot be written ({reason}): free some space on that disk, or choose another temporary directory in Slicer's application settings, page Modules.</source>
        <translation>{path} kann nicht geschrieben werden ({reason}): Schaffen Sie Platz auf diesem Datenträger, oder wählen Sie in den Einstellungen von Slicer, Seite Modules, ein anderes temporäres Verzeichnis.</translation>
    </message>
</context>
<context>
    <name>panel.accept_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Accept slice</source>
        <translation>Schicht akzeptieren</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Accept the rest</source>
        <translation>Rest akzeptieren</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>All points of this slice were reviewed.</source>
        <translation>Alle Punkte dieser Schicht wurden durchgesehen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>All points that nobody has dealt with are right, or rightly missing.</source>
        <translation>Alle Punkte, mit denen sich noch niemand befasst hat, sind richtig oder fehlen zu Recht.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>All points were reviewed.</source>
        <translation>Alle Punkte wurden durchgesehen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Choose a point in the list.</source>
        <translation>Wählen Sie einen Punkt in der Liste.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Keep reviewed points when detecting again</source>
        <translation>Durchgesehene Punkte bei erneuter Erkennung behalten</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Most doubtful first</source>
        <translation>Zweifel zuerst</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Review: {reviewed} of {count} points reviewed</source>
        <translation>Durchsicht: {reviewed} von {count} Punkten durchgesehen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>Slice by slice</source>
        <translation>Schicht für Schicht</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>The order of the list.</source>
        <translation>Die Reihenfolge der Liste.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>The points of this slice that nobody has dealt with are right, or rightly missing.</source>
        <translation>Die Punkte dieser Schicht, mit denen sich noch niemand befasst hat, sind richtig oder fehlen zu Recht.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/accept_part.py"/>
        <source>There are no points yet: detect landmarks first.</source>
        <translation>Es gibt noch keine Punkte: Erkennen Sie zuerst die Landmarken.</translation>
    </message>
</context>
<context>
    <name>panel.add_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>Choose the folder of the dataset above.</source>
        <translation>Wählen Sie oben den Ordner des Datensatzes.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>Choose the points.</source>
        <translation>Wählen Sie die Punkte.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>Name the case.</source>
        <translation>Benennen Sie den Fall.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>Write image, points and segmentation as they are now into the dataset.</source>
        <translation>Bild, Punkte und Segmentierung, wie sie jetzt sind, in den Datensatz schreiben.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>Written: {case}. Divide and check the dataset before training.</source>
        <translation>Geschrieben: {case}. Teilen und prüfen Sie den Datensatz vor dem Training.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>{name} and {volume} are under different transforms: use one.</source>
        <translation>{name} und {volume} stehen unter verschiedenen Transformationen: Verwenden Sie eine.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>{name} has no points: place them.</source>
        <translation>{name} hat keine Punkte: Setzen Sie sie.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/add_part.py"/>
        <source>{name} was removed from the scene: the case would have no segmentation.</source>
        <translation>{name} wurde aus der Szene entfernt: Der Fall hätte keine Segmentierung.</translation>
    </message>
</context>
<context>
    <name>panel.aha_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Apical</source>
        <translation>Apikal</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Area mm²</source>
        <translation>Fläche mm²</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Automatic levels</source>
        <translation>Ebenen automatisch</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Basal</source>
        <translation>Basal</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Beyond</source>
        <translation>Jenseits</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Choose a point in the list.</source>
        <translation>Wählen Sie einen Punkt in der Liste.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Divide the heart from base to apex in thirds again.</source>
        <translation>Das Herz wieder von der Basis bis zur Spitze in Drittel teilen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Its anterior RV insertion was not found.</source>
        <translation>Die anteriore RV-Insertionsstelle wurde nicht gefunden.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Level of slice {number}:</source>
        <translation>Ebene von Schicht {number}:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Mean</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Mean of {name}</source>
        <translation>Mittelwert von {name}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Mid</source>
        <translation>Mittig</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>No level was changed.</source>
        <translation>Es wurde keine Ebene geändert.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Put the slice into another level; Beyond leaves it out.</source>
        <translation>Die Schicht einer anderen Ebene zuordnen; Jenseits lässt sie aus.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>SD</source>
        <translation>SD</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Segments in the slice views</source>
        <translation>Segmente in den Schichtansichten</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>Show the AHA segments and their numbers in the slice views.</source>
        <translation>AHA-Segmente und ihre Nummern in den Schichtansichten zeigen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/aha_part.py"/>
        <source>There are no AHA segments.</source>
        <translation>Es gibt keine AHA-Segmente.</translation>
    </message>
</context>
<context>
    <name>panel.align_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source> and {count} more</source>
        <translation> und {count} weitere</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Aligned.</source>
        <translation>Ausgerichtet.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Landmark</source>
        <translation>Landmarke</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Let everything lie where it was before.</source>
        <translation>Alles wieder dorthin zurücklegen, wo es zuvor lag.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Move the points onto those of the same names, with all that belongs to them.</source>
        <translation>Die Punkte auf die gleichnamigen bewegen, mit allem, was zu ihnen gehört.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Not used: {names}{rest}.</source>
        <translation>Nicht verwendet: {names}{rest}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Residual mm</source>
        <translation>Restabweichung mm</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Scale {scale:.3f}.</source>
        <translation>Skalierung {scale:.3f}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>Something has changed since: press Align again.</source>
        <translation>Seitdem hat sich etwas geändert: Drücken Sie „Ausrichten“ erneut.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>These points were not aligned.</source>
        <translation>Diese Punkte wurden nicht ausgerichtet.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/align_part.py"/>
        <source>{count} points are in both lists.</source>
        <translation>{count} Punkte sind in beiden Listen.</translation>
    </message>
</context>
<context>
    <name>panel.annotate_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Case</source>
        <translation>Fall</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Choose the folder of a dataset.</source>
        <translation>Wählen Sie den Ordner eines Datensatzes.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Every case has been reviewed.</source>
        <translation>Alle Fälle sind geprüft.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Expected error, mm</source>
        <translation>Erwarteter Fehler, mm</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Let the model place points in the cases that nobody has reviewed.</source>
        <translation>Das Modell Punkte in den Fällen setzen lassen, die niemand geprüft hat.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Show a case first.</source>
        <translation>Zuerst einen Fall zeigen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Show the case in which the model expects the largest error.</source>
        <translation>Den Fall zeigen, in dem das Modell den größten Fehler erwartet.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>The model is looking at the cases.</source>
        <translation>Das Modell sieht die Fälle an.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>The model is looking: {case}</source>
        <translation>Das Modell sieht hin: {case}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>The training is running.</source>
        <translation>Das Training läuft.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>There is no model yet: train one first.</source>
        <translation>Es gibt noch kein Modell: Trainieren Sie zuerst eines.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Train on from the last weights, in a new run folder, while you go on.</source>
        <translation>Von den letzten Gewichten aus weitertrainieren, in einem neuen Laufordner, während Sie weiterarbeiten.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>Write the points as they are now; the case will be trained on.</source>
        <translation>Die Punkte schreiben, wie sie jetzt sind; mit dem Fall wird trainiert.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>held out</source>
        <translation>zurückgehalten</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>pre-annotated</source>
        <translation>vorannotiert</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>reviewed</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>unlabelled</source>
        <translation>ohne Annotation</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>{case} is reviewed and will be trained on.</source>
        <translation>{case} ist geprüft und wird zum Training verwendet.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>{case}: mend the points, add those that are missing, then press Reviewed.</source>
        <translation>{case}: Punkte berichtigen, fehlende setzen, dann „Geprüft“ drücken.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>{count} rounds. The last model was trained on {trained} cases: median {median} on {held}.</source>
        <translation>{count} Runden. Das letzte Modell lernte von {trained} Fällen: Median {median} bei {held}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>{n} held-out cases</source>
        <translation>{n} zurückgehaltenen Fällen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/annotate_part.py"/>
        <source>{n} validation cases</source>
        <translation>{n} Validierungsfällen</translation>
    </message>
</context>
<context>
    <name>panel.case_views</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/case_views.py"/>
        <source>Reference in yellow, the model's points in blue.</source>
        <translation>Referenz in Gelb, die Punkte des Modells in Blau.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/case_views.py"/>
        <source>Reference in yellow; the model is looking at the image…</source>
        <translation>Referenz in Gelb; das Modell untersucht das Bild…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/case_views.py"/>
        <source>{case} reference</source>
        <translation>{case} Referenz</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/case_views.py"/>
        <source>{dataset} holds no case {case} any more: evaluate again.</source>
        <translation>{dataset} enthält den Fall {case} nicht mehr: Werten Sie erneut aus.</translation>
    </message>
</context>
<context>
    <name>panel.chamber_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/chamber_part.py"/>
        <source>Detect first, or open a detection.</source>
        <translation>Erst erkennen oder eine Erkennung öffnen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/chamber_part.py"/>
        <source>Red and green: along the long axis, yellow: across it. Place a point named Aortic annulus center to see two, three and four chambers.</source>
        <translation>Rot und grün: entlang der langen Achse, gelb: quer dazu. Setzen Sie einen Punkt namens Aortic annulus center, um zwei, drei und vier Kammern zu sehen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/chamber_part.py"/>
        <source>Red: four chambers, green: two, yellow: three.</source>
        <translation>Rot: vier Kammern, grün: zwei, gelb: drei.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/chamber_part.py"/>
        <source>Turn the slice views along the long axis, and write the planes as transforms.</source>
        <translation>Die Schichtansichten entlang der langen Achse drehen und die Ebenen als Transformationen schreiben.</translation>
    </message>
</context>
<context>
    <name>panel.contour_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>Choose a point in the list.</source>
        <translation>Wählen Sie einen Punkt in der Liste.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>Copy to slice {number}</source>
        <translation>In Schicht {number}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>Copy to slice…</source>
        <translation>In Schicht …</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>Edit contours</source>
        <translation>Konturen ändern</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>Open the Segment Editor on these segments; AHA segments and numbers follow what you draw.</source>
        <translation>Den Segment Editor mit diesen Segmenten öffnen; AHA-Segmente und Zahlen folgen dem, was Sie zeichnen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>Put the contours of slice {number} into slice {target}, in place of those there.</source>
        <translation>Die Konturen von Schicht {number} in Schicht {target} übernehmen, an Stelle der dortigen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>There are no segments.</source>
        <translation>Es gibt keine Segmente.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/contour_part.py"/>
        <source>There is no such slice.</source>
        <translation>Diese Schicht gibt es nicht.</translation>
    </message>
</context>
<context>
    <name>panel.core_sentences</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>Model '{name}' is there in version {there}, and this is {version}: to replace it, force the installation ('landmarkai models install --force FILE').</source>
        <translation>Das Modell „{name}“ ist in Version {there} da, und dies ist {version}: zum Ersetzen die Installation erzwingen (‚landmarkai models install --force FILE‘).</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>Model '{name}' ships with LandmarkAI and cannot be removed.</source>
        <translation>Das Modell „{name}“ gehört zu LandmarkAI und lässt sich nicht entfernen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>The detection process could not be started ({reason}): check the installation on LandmarkAI's set-up page; the log has the details.</source>
        <translation>Der Erkennungsprozess ließ sich nicht starten ({reason}): die Installation auf LandmarkAIs Seite zur Einrichtung prüfen; Einzelheiten stehen im Protokoll.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>The detection process gave a wrong answer and was ended ({error}): run it again, and if it fails again report it with the log.</source>
        <translation>Der Erkennungsprozess gab eine falsche Antwort und wurde beendet ({error}): erneut starten und, wenn es wieder misslingt, mit dem Protokoll melden.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>The points of the {side} are all at one place: correct their positions.</source>
        <translation>Die Punkte ({side}) liegen alle an einer Stelle: ihre Positionen korrigieren.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>The two sets of points have no shape in common: check their names.</source>
        <translation>Die beiden Punktsätze haben keine Form gemeinsam: ihre Namen prüfen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>There is no device '{request}': choose one of {known}.</source>
        <translation>Es gibt kein Gerät „{request}“: eines von {known} wählen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>There is no model '{model}': choose one of {names}, or name a model's folder.</source>
        <translation>Es gibt kein Modell „{model}“: eines von {names} wählen oder den Ordner eines Modells nennen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>This machine, or its build of torch, has no {device} device: choose 'auto' or 'cpu', or install a build of torch for it.</source>
        <translation>Dieser Rechner oder sein PyTorch hat kein Gerät {device}: 'auto' oder 'cpu' wählen oder ein passendes PyTorch installieren.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>a file stands where a folder is needed, so choose another output folder</source>
        <translation>eine Datei steht, wo ein Ordner nötig ist, daher einen anderen Ausgabeordner wählen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>a point lies over {neighbours} mm from the line of its neighbours in the stack</source>
        <translation>Ein Punkt liegt über {neighbours} mm von der Linie seiner Nachbarn im Stapel</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>a point lies over {stages} mm from where the first look put it</source>
        <translation>Ein Punkt liegt über {stages} mm von dort, wo ihn der erste Blick setzte</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>cavity and wall are told apart less well than in what the model was validated on</source>
        <translation>Höhle und Wand unterscheiden sich weniger als in dem, woran das Modell validiert wurde</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>check the disk or choose another output folder</source>
        <translation>den Datenträger prüfen oder einen anderen Ausgabeordner wählen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>choose a place that is not read-only</source>
        <translation>einen Ort wählen, der nicht schreibgeschützt ist</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>choose an output folder on a disk that is not read-only</source>
        <translation>einen Ausgabeordner auf einem Datenträger wählen, der nicht schreibgeschützt ist</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>close it in other programs, get write permission or choose another output folder</source>
        <translation>in anderen Programmen schließen, Schreibrechte einholen oder einen anderen Ausgabeordner wählen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>create its folder or choose another output folder</source>
        <translation>seinen Ordner anlegen oder einen anderen Ausgabeordner wählen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>exit status {status}</source>
        <translation>Endstatus {status}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>free some space on that disk or choose another output folder</source>
        <translation>auf diesem Datenträger Platz schaffen oder einen anderen Ausgabeordner wählen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>free some space there</source>
        <translation>dort Platz schaffen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>get write permission or choose another output folder</source>
        <translation>Schreibrechte einholen oder einen anderen Ausgabeordner wählen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>give the image it belongs to</source>
        <translation>das Bild angeben, zu dem sie gehört</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>killed</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>loading the model {name}</source>
        <translation>das Modell {name} wird geladen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>looking at the image, {number} of {count}</source>
        <translation>das Bild wird angesehen, {number} von {count}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>memory may have run out, so close other programs, then run it again</source>
        <translation>Vielleicht reichte der Speicher nicht: andere Programme schließen und erneut starten</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>of a point it is said that it may lie over {radius} mm off</source>
        <translation>Von einem Punkt heißt es, er könne über {radius} mm daneben liegen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>over {share} of the points were not found (of a heart: between base and apex)</source>
        <translation>Über {share} der Punkte wurden nicht gefunden (eines Herzens: zwischen Basis und Spitze)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>points on fewer than {few} slices</source>
        <translation>Punkte auf weniger als {few} Schichten</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>reading the answer</source>
        <translation>die Antwort wird gelesen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>reading the image</source>
        <translation>das Bild wird gelesen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>reason unknown</source>
        <translation>Grund unbekannt</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>run it again, and if it fails again choose the device 'cpu'</source>
        <translation>erneut starten und, wenn es wieder misslingt, das Gerät 'cpu' wählen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>run it again, and if it fails again choose the device 'cpu' or install PyTorch again</source>
        <translation>erneut starten und, wenn es wieder misslingt, das Gerät 'cpu' wählen oder PyTorch neu installieren</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>starting PyTorch, which takes a moment the first time</source>
        <translation>PyTorch wird gestartet, was beim ersten Mal einen Moment dauert</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>the heart comes within {edge} mm of the image's side, where it may be cut off</source>
        <translation>Das Herz reicht bis auf {edge} mm an den Rand des Bildes, wo es abgeschnitten sein kann</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>the left ventricle would be under {least} or over {most} cm across</source>
        <translation>Der linke Ventrikel wäre weniger als {least} oder mehr als {most} cm breit</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>trying the device</source>
        <translation>das Gerät wird ausprobiert</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>trying the model {name} on {device}</source>
        <translation>das Modell {name} wird auf {device} ausprobiert</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>writing the result</source>
        <translation>das Ergebnis wird geschrieben</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{device} failed ({reason}); the CPU was used instead.</source>
        <translation>{device} versagte ({reason}); stattdessen rechnete die CPU.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{device} has too little free memory; the CPU was used instead.</source>
        <translation>{device} hat zu wenig freien Speicher; stattdessen rechnete die CPU.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{device} was not used ({reason}); the CPU was used instead.</source>
        <translation>{device} wurde nicht benutzt ({reason}); stattdessen rechnete die CPU.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image} ({reason}) needs the model '{model}', which is not here: install it from a file on the set-up page, or choose another.</source>
        <translation>{image} ({reason}) braucht das Modell „{model}“, das nicht da ist: auf der Seite zur Einrichtung aus einer Datei installieren oder ein anderes wählen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image} has modality {modality} and is {what}: choose a model.</source>
        <translation>{image} hat die Modalität {modality} und ist {what}: ein Modell wählen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image} has modality {modality}; {model} looks at {known}: choose another model.</source>
        <translation>{image} hat die Modalität {modality}; {model} sieht {known} an: ein anderes Modell wählen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image} has values from {low} to {high}, which are not the Hounsfield units of a chest with lung or air in view: export the CT as its scanner stored it, without rescaling, or give its DICOM files, which say that it is one.</source>
        <translation>{image} hat Werte von {low} bis {high}; das sind nicht die Hounsfield-Einheiten eines Brustkorbs mit Lunge oder Luft im Bild: das CT ohne Umrechnung exportieren, wie der Scanner es speicherte, oder seine DICOM-Dateien angeben, die sagen, dass es eines ist.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image} is neither a short-axis stack nor a CT in HU: choose a model.</source>
        <translation>{image} ist weder ein Kurzachsenstapel noch ein CT in HU: ein Modell wählen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image} looks like a label map ({count} whole values from {low} to {high}), not an image: {remedy}.</source>
        <translation>{image} sieht nach einer Label-Karte aus ({count} ganze Werte von {low} bis {high}), nicht nach einem Bild: {remedy}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: '{name}' lies on the long axis and tells no direction: place it on the septum or in the right ventricle.</source>
        <translation>{image}: „{name}“ liegt auf der Längsachse und gibt keine Richtung an: auf das Septum oder in den rechten Ventrikel setzen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: AHA segments need a segment named '{name}'; add it.</source>
        <translation>{image}: AHA-Segmente brauchen ein Segment namens „{name}“; bitte hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: AHA segments need a slice with LV cavity and myocardium.</source>
        <translation>{image}: AHA-Segmente brauchen eine Schicht mit LV-Cavum und Myokard.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: AHA segments need an anterior RV insertion; place one.</source>
        <translation>{image}: AHA-Segmente brauchen eine anteriore RV-Insertion; bitte setzen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: slices by level are of a stack, but this is a volume with a long axis: leave the levels out, thirds of the axis are taken.</source>
        <translation>{image}: Schichten je Ebene gehören zu einem Stapel, dies ist aber ein Volumen mit Längsachse: die Ebenen weglassen, es gelten Drittel der Achse.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: the direction of the septum is missing: place a point named '{name}' on the septum or in the right ventricle, or add a segment named '{segment}'.</source>
        <translation>{image}: Die Richtung des Septums fehlt: einen Punkt namens „{name}“ auf das Septum oder in den rechten Ventrikel setzen oder ein Segment namens „{segment}“ hinzufügen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: the direction of the septum needs one point named '{name}', on the septum or in the right ventricle; there are {count}.</source>
        <translation>{image}: Die Richtung des Septums braucht einen Punkt namens „{name}“ auf dem Septum oder im rechten Ventrikel; es gibt {count}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: the points lie beside the heart that is segmented: give the points and the segmentation of one study.</source>
        <translation>{image}: Die Punkte liegen neben dem segmentierten Herzen: Punkte und Segmentierung einer Untersuchung angeben.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{image}: the segment '{name}' does not touch the myocardium: correct it, or place a point named '{point}'.</source>
        <translation>{image}: Das Segment „{name}“ berührt das Myokard nicht: korrigieren oder einen Punkt namens „{point}“ setzen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{name} cannot be loaded ({reason}): install it again, in Slicer on LandmarkAI's set-up page.</source>
        <translation>{name} lässt sich nicht laden ({reason}): neu installieren, in Slicer auf LandmarkAIs Seite zur Einrichtung.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} cannot be read: get permission to read it.</source>
        <translation>{path} lässt sich nicht lesen: Leserechte einholen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} cannot be written ({reason}): {remedy}.</source>
        <translation>{path} lässt sich nicht schreiben ({reason}): {remedy}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} could run code when opened: use a model that is safetensors only.</source>
        <translation>{path} könnte beim Öffnen Code ausführen: ein Modell verwenden, das nur aus safetensors besteht.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} did not arrive whole ({error}): free some space on that disk, then run it again.</source>
        <translation>{path} kam nicht vollständig an ({error}): auf diesem Datenträger Platz schaffen und erneut starten.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} does not exist: name a model's zip file or folder.</source>
        <translation>{path} gibt es nicht: die Zip-Datei oder den Ordner eines Modells nennen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} does not fit this LandmarkAI ({error}): update it.</source>
        <translation>{path} passt nicht zu diesem LandmarkAI ({error}): LandmarkAI aktualisieren.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} does not hold the files of one model: install models one by one.</source>
        <translation>{path} enthält nicht die Dateien eines Modells: Modelle einzeln installieren.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is damaged or altered (checksum): get the model again.</source>
        <translation>{path} ist beschädigt oder verändert (Prüfsumme): das Modell neu besorgen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is damaged: get the model again.</source>
        <translation>{path} ist beschädigt: das Modell neu besorgen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is damaged: run the detection again.</source>
        <translation>{path} ist beschädigt: die Erkennung erneut starten.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is in model format {format}, newer than the {known} known here: update LandmarkAI.</source>
        <translation>{path} hat das Modellformat {format}, neuer als das hier bekannte {known}: LandmarkAI aktualisieren.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is missing: get the model again.</source>
        <translation>{path} fehlt: das Modell neu besorgen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is not a model folder: it has no {description}.</source>
        <translation>{path} ist kein Modellordner: {description} fehlt.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} is not a whole zip file: get the model again.</source>
        <translation>{path} ist keine vollständige Zip-Datei: das Modell neu besorgen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{path} was altered after the model was made (checksum): get the model again.</source>
        <translation>{path} wurde nach der Herstellung des Modells verändert (Prüfsumme): das Modell neu besorgen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{threads} threads cannot compute: ask for 1 or more.</source>
        <translation>Mit {threads} Threads lässt sich nicht rechnen: mindestens 1 verlangen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{what} met a file problem ({error}): mend it and run again.</source>
        <translation>{what}: Problem mit einer Datei ({error}); beheben und erneut starten.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{what} needs more memory than there is: close other programs or crop the image.</source>
        <translation>{what} braucht mehr Arbeitsspeicher, als da ist: andere Programme schließen oder das Bild zuschneiden.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{what} was given up, as the detection process said nothing for {seconds} s; it was last at '{words}': see that its disk or file server answers, then run it again.</source>
        <translation>{what} wurde aufgegeben, denn der Erkennungsprozess meldete sich {seconds} s lang nicht; zuletzt: „{words}“. Nachsehen, ob sein Datenträger oder Dateiserver antwortet, und erneut starten.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{what} was not finished, as the detection process ended unexpectedly ({reason}): {remedy}; the log has the details.</source>
        <translation>{what} wurde nicht beendet, denn der Erkennungsprozess endete unerwartet ({reason}): {remedy}; Einzelheiten stehen im Protokoll.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/core_sentences.py"/>
        <source>{what} was not processed, by a fault of LandmarkAI ({words}, in {place}): please report this line.</source>
        <translation>{what} wurde wegen eines Fehlers von LandmarkAI nicht verarbeitet ({words}, in {place}): Bitte diese Zeile melden.</translation>
    </message>
</context>
<context>
    <name>panel.curves_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>Error on validation cases (mm)</source>
        <translation>Fehler an Validierungsfällen (mm)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>Loss</source>
        <translation>Verlust (Loss)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>Show how the error falls, in the plot view.</source>
        <translation>In der Diagrammansicht zeigen, wie der Fehler sinkt.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>Stage {n}: loss</source>
        <translation>Stufe {n}: Verlust (Loss)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>Stage {n}: median error (mm)</source>
        <translation>Stufe {n}: medianer Fehler (mm)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>There are no curves yet.</source>
        <translation>Es gibt noch keine Kurven.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/curves_part.py"/>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
</context>
<context>
    <name>panel.dataset_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Case</source>
        <translation>Fall</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Checking: {case}</source>
        <translation>Prüfung: {case}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Choose the folder of a dataset.</source>
        <translation>Wählen Sie den Ordner eines Datensatzes.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>List what is wrong with the dataset, and how to mend it.</source>
        <translation>Auflisten, was am Datensatz falsch ist und wie es zu beheben ist.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Looking at the cases, and measuring this computer…</source>
        <translation>Die Fälle werden angesehen, der Rechner wird vermessen…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Make a preset for what the dataset holds, for half an hour of training.</source>
        <translation>Eine Voreinstellung für das erstellen, was der Datensatz enthält, für eine halbe Stunde Training.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Remedy</source>
        <translation>Abhilfe</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>The check ended unexpectedly: check again.</source>
        <translation>Die Prüfung endete unerwartet: Prüfen Sie erneut.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>The dataset</source>
        <translation>Der Datensatz</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>The preset could not be made: check the dataset.</source>
        <translation>Die Voreinstellung konnte nicht erstellt werden: Datensatz prüfen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>Write into cases.csv which subjects to train, validate and test on: 80, 10 and 10 %.</source>
        <translation>In cases.csv schreiben, an welchen Personen trainiert, validiert und getestet wird: 80, 10 und 10 %.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>cases.csv: {train} cases to train, {val} to validate, {test} to test on. Check again.</source>
        <translation>cases.csv: {train} Fälle zum Trainieren, {val} zum Validieren, {test} zum Testen. Prüfen Sie erneut.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/dataset_part.py"/>
        <source>{path} is chosen as the preset. Its notes say why it is as it is:</source>
        <translation>{path} ist als Voreinstellung gewählt. Ihre Notizen sagen, warum sie so ist:</translation>
    </message>
</context>
<context>
    <name>panel.evaluate_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Case</source>
        <translation>Fall</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Choose the folder of a dataset.</source>
        <translation>Wählen Sie den Ordner eines Datensatzes.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Evaluate first.</source>
        <translation>Werten Sie zuerst aus.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Evaluating: {case}</source>
        <translation>Auswertung: {case}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>False</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Landmark</source>
        <translation>Landmarke</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Measure the model on the dataset's test cases; without any, on the validation cases.</source>
        <translation>Das Modell an den Testfällen des Datensatzes messen; gibt es keine, an den Validierungsfällen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Measured on all cases. On those that it was not trained on, its error is larger.</source>
        <translation>Gemessen an allen Fällen. An denen, mit denen es nicht trainiert wurde, ist sein Fehler größer.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Measured on the test cases, which had no part in the training.</source>
        <translation>Gemessen an den Testfällen, die am Training keinen Anteil hatten.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Measured on the validation cases, as there are no test cases. The model was calibrated on them: on others its error is larger.</source>
        <translation>Gemessen an den Validierungsfällen, da es keine Testfälle gibt. Das Modell wurde an ihnen kalibriert: An anderen ist sein Fehler größer.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Median [IQR] mm</source>
        <translation>Median [IQR] mm</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Missed</source>
        <translation>Übersehen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>No evaluation is running.</source>
        <translation>Es läuft keine Auswertung.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Open the whole report in the browser.</source>
        <translation>Den ganzen Bericht im Browser öffnen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Slice</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Stop the evaluation.</source>
        <translation>Die Auswertung anhalten.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>The evaluation ended unexpectedly: evaluate again.</source>
        <translation>Die Auswertung endete unerwartet: Werten Sie erneut aus.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>The evaluation is running.</source>
        <translation>Die Auswertung läuft.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>The evaluation was cancelled.</source>
        <translation>Die Auswertung wurde abgebrochen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>There is no model yet: train one first.</source>
        <translation>Es gibt noch kein Modell: Trainieren Sie zuerst eines.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>Worst landmark</source>
        <translation>Schlechteste Landmarke</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>missed</source>
        <translation>übersehen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>mm</source>
        <translation>mm</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>{name}: on {n} slices with a reference point. Errors are of the points that were found; missed and false points are counted beside them.</source>
        <translation>{name}: an {n} Schichten mit Referenzpunkt. Die Fehler gelten für die gefundenen Punkte; übersehene und falsche Punkte sind daneben gezählt.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/evaluate_part.py"/>
        <source>≤ 5 mm</source>
        <translation>≤ 5 mm</translation>
    </message>
</context>
<context>
    <name>panel.export_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/export_part.py"/>
        <source>Choose the folder of the dataset.</source>
        <translation>Wählen Sie den Ordner des Datensatzes.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/export_part.py"/>
        <source>Name the case, without the patient's identity.</source>
        <translation>Benennen Sie den Fall, ohne die Identität des Patienten.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/export_part.py"/>
        <source>There are no results to export: detect landmarks first.</source>
        <translation>Es gibt keine Ergebnisse zu exportieren: Erkennen Sie zuerst die Landmarken.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/export_part.py"/>
        <source>Write image, points and segmentation as they are now into the dataset.</source>
        <translation>Bild, Punkte und Segmentierung, wie sie jetzt sind, in den Datensatz schreiben.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/export_part.py"/>
        <source>Written: {case}</source>
        <translation>Geschrieben: {case}</translation>
    </message>
</context>
<context>
    <name>panel.folder_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>A folder is being looked at.</source>
        <translation>Ein Ordner wird gerade ausgewertet.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Choose another folder for the results: this one holds the studies.</source>
        <translation>Wählen Sie einen anderen Ordner für die Ergebnisse: Dieser enthält die Untersuchungen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Choose the folder for the results.</source>
        <translation>Wählen Sie den Ordner für die Ergebnisse.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Choose the folder of the studies.</source>
        <translation>Wählen Sie den Ordner mit den Untersuchungen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Detect in every study of the folder. What is complete already is skipped.</source>
        <translation>In jeder Untersuchung des Ordners erkennen. Was schon fertig ist, wird übersprungen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Nothing is running.</source>
        <translation>Es läuft nichts.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Review all studies in the browser.</source>
        <translation>Alle Untersuchungen im Browser durchsehen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>Stop the run; studies that are done stay.</source>
        <translation>Den Lauf anhalten; fertige Untersuchungen bleiben.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>The last: {text}</source>
        <translation>Die letzte: {text}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>The run was cancelled; start it again to go on.</source>
        <translation>Der Lauf wurde abgebrochen; starten Sie ihn erneut, um fortzufahren.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>There is no quality page in that folder yet.</source>
        <translation>In diesem Ordner ist noch keine Qualitätsseite.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>cancelling…</source>
        <translation>wird abgebrochen…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/folder_part.py"/>
        <source>{done} studies done, {skipped} done before, {failed} failed.</source>
        <translation>{done} Untersuchungen ausgewertet, {skipped} schon vorher, {failed} fehlgeschlagen.</translation>
    </message>
</context>
<context>
    <name>panel.frames_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/frames_part.py"/>
        <source>Detect in all frames first (Frames: All).</source>
        <translation>Zuerst in allen Bildern erkennen (Bilder: Alle).</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/frames_part.py"/>
        <source>ED | ES</source>
        <translation>ED | ES</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/frames_part.py"/>
        <source>End diastole and end systole side by side, by the volume of the cavity.</source>
        <translation>Enddiastole und Endsystole nebeneinander, nach dem Volumen der Höhle.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/frames_part.py"/>
        <source>Frame {frame} of 0 to {last}</source>
        <translation>Bild {frame} von 0 bis {last}</translation>
    </message>
</context>
<context>
    <name>panel.function_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>By body surface</source>
        <translation>Pro Körperoberfläche</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>Contours or points have changed since: measure again.</source>
        <translation>Konturen oder Punkte haben sich seither geändert: neu messen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>ED mm</source>
        <translation>ED mm</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>ES mm</source>
        <translation>ES mm</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>End diastole: frame {ed}, end systole: frame {es}.</source>
        <translation>Enddiastole: Bild {ed}, Endsystole: Bild {es}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>Find end diastole and end systole, and measure volumes, mass and wall thickness.</source>
        <translation>Enddiastole und Endsystole finden und Volumina, Masse und Wanddicke messen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>LV ejection fraction</source>
        <translation>LV-Auswurffraktion</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>LV end-diastolic volume</source>
        <translation>Enddiastolisches LV-Volumen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>LV end-systolic volume</source>
        <translation>Endsystolisches LV-Volumen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>LV mass</source>
        <translation>LV-Masse</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>LV stroke volume</source>
        <translation>LV-Schlagvolumen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>Quantity</source>
        <translation>Größe</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>RV ejection fraction</source>
        <translation>RV-Auswurffraktion</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>RV end-diastolic volume</source>
        <translation>Enddiastolisches RV-Volumen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>RV end-systolic volume</source>
        <translation>Endsystolisches RV-Volumen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>RV stroke volume</source>
        <translation>RV-Schlagvolumen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>Thickening %</source>
        <translation>Verdickung %</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>female</source>
        <translation>weiblich</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>male</source>
        <translation>männlich</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/function_part.py"/>
        <source>not given</source>
        <translation>nicht angegeben</translation>
    </message>
</context>
<context>
    <name>panel.input_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/input_part.py"/>
        <source>Choose a short-axis stack, or a cardiac CT, and press &lt;b&gt;Detect landmarks&lt;/b&gt;: the points, all slices and the AHA segments are shown below. No image at hand? The module &lt;b&gt;Sample Data&lt;/b&gt; has a simulated study.</source>
        <translation>Wählen Sie einen Kurzachsenstapel oder ein Herz-CT und drücken Sie &lt;b&gt;Landmarken erkennen&lt;/b&gt;: Punkte, alle Schichten und die AHA-Segmente erscheinen unten. Kein Bild zur Hand? Das Modul &lt;b&gt;Sample Data&lt;/b&gt; hat eine simulierte Studie.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/input_part.py"/>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/input_part.py"/>
        <source>Input: {name}</source>
        <translation>Eingabe: {name}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/input_part.py"/>
        <source>Terms and errors</source>
        <translation>Bedingungen und Fehler</translation>
    </message>
</context>
<context>
    <name>panel.install_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/install_part.py"/>
        <source>Installed: choose {name} as the model in the module LandmarkAI.</source>
        <translation>Installiert: Wählen Sie {name} als Modell im Modul LandmarkAI.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/install_part.py"/>
        <source>Let LandmarkAI offer the model on this computer.</source>
        <translation>LandmarkAI das Modell auf diesem Rechner anbieten lassen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/install_part.py"/>
        <source>Name the model.</source>
        <translation>Benennen Sie das Modell.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/install_part.py"/>
        <source>There is no model yet: train one first.</source>
        <translation>Es gibt noch kein Modell: Trainieren Sie zuerst eines.</translation>
    </message>
</context>
<context>
    <name>panel.mask_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Choose the T1 map after contrast as the other volume.</source>
        <translation>Wählen Sie die T1-Karte nach Kontrastmittel als anderes Volumen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Choose the points of the other volume, or detect landmarks in it first.</source>
        <translation>Wählen Sie die Punkte des anderen Volumens, oder erkennen Sie zuerst die Landmarken darin.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Contours, points or images have changed since: measure again.</source>
        <translation>Konturen, Punkte oder Bilder haben sich seither geändert: neu messen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Divide the chosen contours and measure image and map.</source>
        <translation>Die gewählten Konturen unterteilen und Bild und Karte messen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>ECV from T1 before and after contrast, both in ms.</source>
        <translation>ECV aus T1 vor und nach Kontrastmittel, beide in ms.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Half of the maximum</source>
        <translation>Hälfte des Maximums</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Measured in {name}.</source>
        <translation>Gemessen in {name}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Myocardium above a threshold; not a diagnosis.</source>
        <translation>Myokard über einem Schwellenwert; keine Diagnose.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>SD</source>
        <translation>SD</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>SD above remote myocardium</source>
        <translation>SD über dem Remote-Myokard</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Scar {mass:.1f} g, {percent:.1f} % of the myocardium; threshold {threshold:.4g}: {rule}. A threshold, not a diagnosis.</source>
        <translation>Narbe {mass:.1f} g, {percent:.1f} % des Myokards; Schwellenwert {threshold:.4g}: {rule}. Ein Schwellenwert, keine Diagnose.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>T1 of blood: {before:.0f} ms native, {after:.0f} ms after contrast.</source>
        <translation>T1 des Blutes: {before:.0f} ms nativ, {after:.0f} ms nach Kontrastmittel.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>after alignment</source>
        <translation>nach der Ausrichtung</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>before alignment</source>
        <translation>vor der Ausrichtung</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mask_part.py"/>
        <source>± by points</source>
        <translation>± durch Punkte</translation>
    </message>
</context>
<context>
    <name>panel.model_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Automatic, by the image</source>
        <translation>Automatisch, nach dem Bild</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Its errors have not been reported with it.</source>
        <translation>Zu diesem Modell wurden keine Fehler angegeben.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Landmarks: {names}.</source>
        <translation>Landmarken: {names}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Median error in {data} ({images}): {errors}</source>
        <translation>Medianer Fehler in {data} ({images}): {errors}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>No model fits {name} by itself: choose one.</source>
        <translation>Für {name} kommt kein Modell von selbst infrage: Wählen Sie eines.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Segments: {names}.</source>
        <translation>Segmente: {names}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Terms of the weights: {terms}</source>
        <translation>Bedingungen der Gewichte: {terms}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Terms of the weights: {terms}.</source>
        <translation>Bedingungen der Gewichte: {terms}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>The model {name} is not here: install it from a file, or choose another.</source>
        <translation>Das Modell {name} ist nicht vorhanden: Installieren Sie es aus einer Datei, oder wählen Sie ein anderes.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>There is no model: install one from a file, on the set-up page below.</source>
        <translation>Es gibt kein Modell: Installieren Sie eines aus einer Datei, auf der Einrichtungsseite unten.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Trained on {data}</source>
        <translation>Trainiert mit {data}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Trained on {data}.</source>
        <translation>Trainiert mit {data}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>Which model is used is decided by the image.</source>
        <translation>Welches Modell verwendet wird, entscheidet das Bild.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>data that it does not name</source>
        <translation>Daten, die es nicht nennt</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>of {subjects} subjects</source>
        <translation>von {subjects} Personen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>{cases} cases</source>
        <translation>{cases} Fällen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>{name} {median:.2f} mm ({far:.1f} % over 10 mm)</source>
        <translation>{name} {median:.2f} mm ({far:.1f} % über 10 mm)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/model_part.py"/>
        <source>{name}: not here</source>
        <translation>{name}: nicht vorhanden</translation>
    </message>
</context>
<context>
    <name>panel.mosaic_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mosaic_part.py"/>
        <source>All slices</source>
        <translation>Alle Schichten</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mosaic_part.py"/>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mosaic_part.py"/>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mosaic_part.py"/>
        <source>Written: {path}</source>
        <translation>Geschrieben: {path}</translation>
    </message>
</context>
<context>
    <name>panel.mosaic_view</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/mosaic_view.py"/>
        <source>Seen from the apex, septum on the left, base first. Click a slice to see it in the views; drag a point to correct it. Keys, with the mouse over a slice: A accept, M missing, P place here, Z restore.</source>
        <translation>Von der Herzspitze gesehen, Septum links, Basis zuerst. Klicken Sie eine Schicht an, um sie in den Ansichten zu sehen; ziehen Sie einen Punkt, um ihn zu korrigieren. Tasten, mit der Maus über einer Schicht: A akzeptieren, M fehlend, P hier setzen, Z zurücksetzen.</translation>
    </message>
</context>
<context>
    <name>panel.packages_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/packages_part.py"/>
        <source>Install them, after asking.</source>
        <translation>Installieren, nach Rückfrage.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/packages_part.py"/>
        <source>Packages are being installed.</source>
        <translation>Pakete werden installiert.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/packages_part.py"/>
        <source>Packages are missing ({names}): press Install at the top of this panel.</source>
        <translation>Es fehlen Pakete ({names}): Drücken Sie „Installieren“ oben in diesem Bereich.</translation>
    </message>
</context>
<context>
    <name>panel.panel</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/panel.py"/>
        <source>{count} reviewed points were kept.</source>
        <translation>{count} durchgesehene Punkte wurden behalten.</translation>
    </message>
</context>
<context>
    <name>panel.paper</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Copy table</source>
        <translation>Tabelle kopieren</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Put the whole table on the clipboard (Ctrl+C in it).</source>
        <translation>Die ganze Tabelle in die Zwischenablage legen (Strg+C darin).</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Save CSV…</source>
        <translation>CSV speichern…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Save picture…</source>
        <translation>Bild speichern…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Save table</source>
        <translation>Tabelle speichern</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>There is no table yet: detect landmarks first.</source>
        <translation>Es gibt noch keine Tabelle: Erkennen Sie zuerst die Landmarken.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Write the whole table into a file.</source>
        <translation>Die ganze Tabelle in eine Datei schreiben.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>Written: {path}</source>
        <translation>Geschrieben: {path}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/paper.py"/>
        <source>{count} rows copied</source>
        <translation>{count} Zeilen kopiert</translation>
    </message>
</context>
<context>
    <name>panel.parameters</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/parameters.py"/>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/parameters.py"/>
        <source>Apple GPU (MPS)</source>
        <translation>Apple-GPU (MPS)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/parameters.py"/>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/parameters.py"/>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/parameters.py"/>
        <source>NVIDIA GPU (CUDA)</source>
        <translation>NVIDIA-GPU (CUDA)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/parameters.py"/>
        <source>The one that is shown</source>
        <translation>Das angezeigte</translation>
    </message>
</context>
<context>
    <name>panel.pdf_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/pdf_part.py"/>
        <source>Report (*.pdf)</source>
        <translation>Bericht (*.pdf)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/pdf_part.py"/>
        <source>Report (PDF)…</source>
        <translation>Bericht (PDF) …</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/pdf_part.py"/>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/pdf_part.py"/>
        <source>There are no points yet: detect landmarks first.</source>
        <translation>Es gibt noch keine Punkte: Erkennen Sie zuerst die Landmarken.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/pdf_part.py"/>
        <source>Write all slices, the AHA segments and all tables into one file, for print.</source>
        <translation>Alle Schichten, die AHA-Segmente und alle Tabellen in eine Datei schreiben, zum Drucken.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/pdf_part.py"/>
        <source>Written: {path}</source>
        <translation>Geschrieben: {path}</translation>
    </message>
</context>
<context>
    <name>panel.refine_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Click points into a slice view, roughly; press again to throw them away.</source>
        <translation>Punkte grob in eine Schichtansicht klicken; erneut drücken, um sie zu verwerfen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Click the {label} in a slice view, or press Refine.</source>
        <translation>Klicken Sie in einer Schichtansicht auf: {label}, oder drücken Sie „Verfeinern“.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Click the {label} in a slice view.</source>
        <translation>Klicken Sie in einer Schichtansicht auf: {label}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Go on clicking points into a slice view.</source>
        <translation>Weiter Punkte in eine Schichtansicht klicken.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Let the model look again, from the rough points on.</source>
        <translation>Das Modell noch einmal hinsehen lassen, von den groben Punkten aus.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Place a rough point first.</source>
        <translation>Setzen Sie zuerst einen groben Punkt.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Press Place rough points again to click them.</source>
        <translation>Drücken Sie „Grobe Punkte setzen“ erneut, um sie zu klicken.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Press Refine, or Place rough points to click more of them.</source>
        <translation>Drücken Sie „Verfeinern“, oder „Grobe Punkte setzen“, um weitere zu klicken.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Press Refine.</source>
        <translation>Drücken Sie „Verfeinern“.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>There is no model to refine with.</source>
        <translation>Es gibt kein Modell zum Verfeinern.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Where the model went astray, show it roughly where to look.</source>
        <translation>Wo das Modell in die Irre ging, zeigen Sie ihm ungefähr, wo es suchen soll.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>Where the model went astray, show it roughly where to look; one slice is enough.</source>
        <translation>Wo das Modell sich geirrt hat, zeigen Sie ihm grob, wo es suchen soll; eine Schicht genügt.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>{label} to place</source>
        <translation>{label} zu setzen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/refine_part.py"/>
        <source>{name} rough points</source>
        <translation>{name} grobe Punkte</translation>
    </message>
</context>
<context>
    <name>panel.report_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>Choose a folder.</source>
        <translation>Einen Ordner wählen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>Measure the function of the chosen volume first.</source>
        <translation>Zuerst die Funktion des gewählten Volumens messen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>There are no results: detect landmarks first.</source>
        <translation>Es gibt keine Ergebnisse: zuerst Landmarken suchen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>Write a page with volumes, curve and walls, and the same as tables.</source>
        <translation>Eine Seite mit Volumina, Kurve und Wänden schreiben, und dasselbe als Tabellen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>Write contours as DICOM Segmentation, points and measurements as structured report.</source>
        <translation>Konturen als DICOM-Segmentation schreiben, Punkte und Messwerte als strukturierten Bericht.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>Written: {files} in {folder}</source>
        <translation>Geschrieben: {files} in {folder}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/report_part.py"/>
        <source>{path} is there already: choose another folder.</source>
        <translation>{path} gibt es schon: einen anderen Ordner wählen.</translation>
    </message>
</context>
<context>
    <name>panel.review_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Back to what the model said (Z).</source>
        <translation>Zurück zu dem, was das Modell gesagt hat (Z).</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Choose a point in the list.</source>
        <translation>Wählen Sie einen Punkt in der Liste.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Click where it is, in a slice view (P).</source>
        <translation>Klicken, wo er ist, in einer Schichtansicht (P).</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>It cannot be seen in this image (M).</source>
        <translation>Er ist in diesem Bild nicht zu sehen (M).</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>It is missing already.</source>
        <translation>Er fehlt bereits.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>It is not in this slice (M or Del).</source>
        <translation>Er ist nicht in dieser Schicht (M oder Entf).</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>It is right as it is (A).</source>
        <translation>Er ist richtig, wie er ist (A).</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Landmark</source>
        <translation>Landmarke</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Nothing was changed on this point.</source>
        <translation>An diesem Punkt wurde nichts geändert.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>Slice</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>There are no points yet: detect landmarks first.</source>
        <translation>Es gibt noch keine Punkte: Erkennen Sie zuerst die Landmarken.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>accepted</source>
        <translation>akzeptiert</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>corrected</source>
        <translation>korrigiert</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>marked missing</source>
        <translation>als fehlend markiert</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>placed by hand</source>
        <translation>von Hand gesetzt</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>{name}, slice {number}</source>
        <translation>{name}, Schicht {number}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>{text} Slice at {offset:.1f} mm.</source>
        <translation>{text} Schicht bei {offset:.1f} mm.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>{where}: not found, probability {p:.2f}.</source>
        <translation>{where}: nicht gefunden, Wahrscheinlichkeit {p:.2f}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>{where}: ± {error:.1f} mm, probability {p:.2f}.</source>
        <translation>{where}: ± {error:.1f} mm, Wahrscheinlichkeit {p:.2f}.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/review_part.py"/>
        <source>± mm</source>
        <translation>± mm</translation>
    </message>
</context>
<context>
    <name>panel.run_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source> ({count} more waiting)</source>
        <translation> ({count} weitere warten)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>Find the landmarks of the chosen volume (Ctrl+Enter).</source>
        <translation>Die Landmarken des gewählten Volumens finden (Strg+Eingabe).</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>Nothing is running.</source>
        <translation>Es läuft nichts.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>Show the log</source>
        <translation>Protokoll zeigen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>Stop the run; nothing is left of it.</source>
        <translation>Den Lauf anhalten; es bleibt nichts davon zurück.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>The run was cancelled. {reason}</source>
        <translation>Der Lauf wurde abgebrochen. {reason}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>cancelling…</source>
        <translation>wird abgebrochen…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>{name} is being looked at.</source>
        <translation>{name} wird gerade untersucht.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/run_part.py"/>
        <source>{name}: {found} of {total} points found. Check them before you use them.</source>
        <translation>{name}: {found} von {total} Punkten gefunden. Prüfen Sie sie, bevor Sie sie verwenden.</translation>
    </message>
</context>
<context>
    <name>panel.self_test_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/self_test_part.py"/>
        <source>Self-test: {step}…</source>
        <translation>Selbsttest: {step}…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/self_test_part.py"/>
        <source>The self-test is running.</source>
        <translation>Der Selbsttest läuft.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/self_test_part.py"/>
        <source>Try everything on sample data, ten steps of training included; takes a minute or two. Writes a text file to send with a question; it names neither you nor your folders.</source>
        <translation>Alles an Beispieldaten ausprobieren, mit zehn Trainingsschritten; dauert ein bis zwei Minuten. Schreibt eine Textdatei, die Sie einer Frage beilegen können; sie nennt weder Sie noch Ihre Ordner.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/self_test_part.py"/>
        <source>Written to {path}</source>
        <translation>Geschrieben nach {path}</translation>
    </message>
</context>
<context>
    <name>panel.setup_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Checking: {text}</source>
        <translation>Prüfung: {text}</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Install a model</source>
        <translation>Ein Modell installieren</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Install a model from a file.</source>
        <translation>Ein Modell aus einer Datei installieren.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Install what is missing, after asking.</source>
        <translation>Installieren, was fehlt, nach Rückfrage.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Installing… This takes some minutes, and cannot be cancelled.</source>
        <translation>Wird installiert… Dies dauert einige Minuten und kann nicht abgebrochen werden.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Install…</source>
        <translation>Installieren…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Log:</source>
        <translation>Protokoll:</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Models (*.zip)</source>
        <translation>Modelle (*.zip)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Nothing is missing.</source>
        <translation>Es fehlt nichts.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Packages are being installed.</source>
        <translation>Pakete werden installiert.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Packages are missing ({names}): install them on the set-up page below.</source>
        <translation>Es fehlen Pakete ({names}): Installieren Sie sie auf der Einrichtungsseite unten.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Press Check first.</source>
        <translation>Drücken Sie zuerst „Prüfen“.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Put the report on the clipboard.</source>
        <translation>Den Bericht in die Zwischenablage legen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>The check is running.</source>
        <translation>Die Prüfung läuft.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>The check was cancelled.</source>
        <translation>Die Prüfung wurde abgebrochen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>The log is empty.</source>
        <translation>Das Protokoll ist leer.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>The model {name} {version} was installed; its checksums are right.</source>
        <translation>Das Modell {name} {version} wurde installiert; seine Prüfsummen stimmen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>The packages were installed. Press Check.</source>
        <translation>Die Pakete wurden installiert. Drücken Sie „Prüfen“.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>Try PyTorch, the device and the models.</source>
        <translation>PyTorch, das Gerät und die Modelle ausprobieren.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/setup_part.py"/>
        <source>✓ All is there.</source>
        <translation>✓ Alles ist vorhanden.</translation>
    </message>
</context>
<context>
    <name>panel.train_part</name>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>A training is running in this folder.</source>
        <translation>In diesem Ordner läuft ein Training.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>About {hours} h left.</source>
        <translation>Noch etwa {hours} h.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>About {minutes} min left.</source>
        <translation>Noch etwa {minutes} min.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Choose a folder for the training.</source>
        <translation>Wählen Sie einen Ordner für das Training.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Choose a preset.</source>
        <translation>Wählen Sie eine Voreinstellung.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Choose the folder of a dataset.</source>
        <translation>Wählen Sie den Ordner eines Datensatzes.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Go on from the last checkpoints, with the choices of before.</source>
        <translation>Von den letzten Checkpoints aus weitermachen, mit den früheren Einstellungen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>No training is running in this folder.</source>
        <translation>In diesem Ordner läuft kein Training.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Stage {stage} of {stages}, step {step} of {steps}. Slicer may be closed meanwhile: the training goes on, and its folder is found again.</source>
        <translation>Stufe {stage} von {stages}, Schritt {step} von {steps}. Slicer kann inzwischen geschlossen werden: Das Training geht weiter, und sein Ordner wird wiedergefunden.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Starting: reading the dataset…</source>
        <translation>Start: Der Datensatz wird gelesen…</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Steps are whole numbers, one a stage, such as 1500 2500.</source>
        <translation>Schritte sind ganze Zahlen, eine je Stufe, etwa 1500 2500.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Stop the training; it can be resumed from its last checkpoint.</source>
        <translation>Das Training anhalten; es kann vom letzten Checkpoint aus fortgesetzt werden.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The folder holds a training: resume it, or choose another folder.</source>
        <translation>Der Ordner enthält ein Training: Setzen Sie es fort, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The folder holds no training to go on with.</source>
        <translation>Der Ordner enthält kein Training, das sich fortsetzen ließe.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The training ended unexpectedly: it was killed, or the machine went down. Nothing that was saved is lost: Resume goes on from the last checkpoint.</source>
        <translation>Das Training endete unerwartet: Es wurde beendet, oder der Rechner ist ausgefallen. Nichts Gespeichertes ist verloren: „Fortsetzen“ macht vom letzten Checkpoint aus weiter.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The training has come to its end.</source>
        <translation>Das Training ist abgeschlossen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The training is running.</source>
        <translation>Das Training läuft.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The training stopped: {reason} What was trained is kept: when that is mended, press Resume.</source>
        <translation>Das Training hielt an: {reason} Was trainiert wurde, bleibt erhalten: Wenn das behoben ist, drücken Sie „Fortsetzen“.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>The training was cancelled. Resume goes on from its last checkpoint.</source>
        <translation>Das Training wurde abgebrochen. „Fortsetzen“ macht vom letzten Checkpoint aus weiter.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Train in a process of its own, which goes on when Slicer is closed.</source>
        <translation>In einem eigenen Prozess trainieren, der weiterläuft, wenn Slicer geschlossen wird.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAITraining/LandmarkAITrainingLib/slicer/panel/train_part.py"/>
        <source>Trained. Evaluate the model, then install it.</source>
        <translation>Trainiert. Werten Sie das Modell aus, und installieren Sie es dann.</translation>
    </message>
</context>
<context>
    <name>panel.ventricle_part</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>LV volume</source>
        <translation>LV-Volumen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>Left ventricle</source>
        <translation>Linker Ventrikel</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>Long axis length</source>
        <translation>Länge der langen Achse</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>Measures</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>Show the segments as surfaces in the 3D view.</source>
        <translation>Die Segmente als Oberflächen in der 3D-Ansicht zeigen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>There are no segments to show.</source>
        <translation>Es gibt keine Segmente zu zeigen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/ventricle_part.py"/>
        <source>{name}: not known</source>
        <translation>{name}: nicht bekannt</translation>
    </message>
</context>
<context>
    <name>panel.widgets</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Anterior RV insertion</source>
        <translation>Anteriore RV-Insertion</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Aortic annulus center</source>
        <translation>Zentrum des Aortenanulus</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Apical anterior</source>
        <translation>Apikal anterior</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Apical inferior</source>
        <translation>Apikal inferior</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Apical lateral</source>
        <translation>Apikal lateral</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Apical septal</source>
        <translation>Apikal septal</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Basal anterior</source>
        <translation>Basal anterior</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Basal anterolateral</source>
        <translation>Basal anterolateral</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Basal anteroseptal</source>
        <translation>Basal anteroseptal</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Basal inferior</source>
        <translation>Basal inferior</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Basal inferolateral</source>
        <translation>Basal inferolateral</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Basal inferoseptal</source>
        <translation>Basal inferoseptal</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Centre of the aortic annulus, the ring in which the cusps hinge</source>
        <translation>Zentrum des Aortenanulus, in dem die Taschen ansetzen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Centre of the line along which the mitral leaflets hinge</source>
        <translation>Mitte der Linie, an der die Mitralsegel ansetzen</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Centre of the tricuspid annulus</source>
        <translation>Zentrum des Trikuspidalanulus</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Centroid of the left ventricular cavity in a slice</source>
        <translation>Schwerpunkt des linksventrikulären Cavums in einer Schicht</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Endocardial point farthest from the mitral annulus along the long axis</source>
        <translation>Endokardialer Punkt, der entlang der langen Achse am weitesten vom Mitralanulus entfernt ist</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Inferior RV insertion</source>
        <translation>Inferiore RV-Insertion</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>LV apex</source>
        <translation>LV-Apex (Herzspitze)</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>LV center</source>
        <translation>LV-Zentrum</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Left ventricle</source>
        <translation>Linker Ventrikel</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mid anterior</source>
        <translation>Mittventr. anterior</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mid anterolateral</source>
        <translation>Mittventr. anterolateral</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mid anteroseptal</source>
        <translation>Mittventr. anteroseptal</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mid inferior</source>
        <translation>Mittventr. inferior</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mid inferolateral</source>
        <translation>Mittventr. inferolateral</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mid inferoseptal</source>
        <translation>Mittventr. inferoseptal</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Mitral annulus center</source>
        <translation>Zentrum des Mitralanulus</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Myocardium</source>
        <translation>Myokard</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>RV apex</source>
        <translation>Apex des RV</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Right ventricle</source>
        <translation>Rechter Ventrikel</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Tip of the right ventricular cavity</source>
        <translation>Spitze der Höhle des rechten Ventrikels</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Tricuspid annulus center</source>
        <translation>Zentrum des Trikuspidalanulus</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Where the right ventricular free wall meets the septum anteriorly</source>
        <translation>Wo die freie Wand des rechten Ventrikels anterior auf das Septum trifft</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/panel/widgets.py"/>
        <source>Where the right ventricular free wall meets the septum inferiorly</source>
        <translation>Wo die freie Wand des rechten Ventrikels inferior auf das Septum trifft</translation>
    </message>
</context>
<context>
    <name>scene.align</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/align.py"/>
        <source>Choose another list to move the points onto: they lie on themselves.</source>
        <translation>Wählen Sie eine andere Liste, auf die die Punkte bewegt werden sollen: Sie liegen schon auf sich selbst.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/align.py"/>
        <source>Choose the points that are to be moved.</source>
        <translation>Wählen Sie die Punkte, die bewegt werden sollen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/align.py"/>
        <source>Choose the points to move them onto.</source>
        <translation>Wählen Sie die Punkte, auf die sie bewegt werden sollen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/align.py"/>
        <source>{target} would move along, as it goes with {other}: part them first.</source>
        <translation>{target} würde mitbewegt, da es zu {other} gehört: Trennen Sie die beiden zuerst.</translation>
    </message>
</context>
<context>
    <name>scene.any_mask</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/any_mask.py"/>
        <source>Choose the T1 volume after contrast and its points.</source>
        <translation>Wählen Sie das T1-Volumen nach Kontrastmittel und seine Punkte.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/any_mask.py"/>
        <source>Choose the contours: a segmentation with Left ventricle and Myocardium.</source>
        <translation>Wählen Sie die Konturen: eine Segmentierung mit „Left ventricle“ und „Myocardium“.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/any_mask.py"/>
        <source>Choose the points: a list with the Anterior RV insertion, or of a CT with LV apex and Mitral annulus center.</source>
        <translation>Wählen Sie die Punkte: eine Liste mit „Anterior RV insertion“, oder bei CT mit „LV apex“ und „Mitral annulus center“.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/any_mask.py"/>
        <source>Choose the short-axis image.</source>
        <translation>Wählen Sie das Bild der kurzen Achse.</translation>
    </message>
</context>
<context>
    <name>scene.dicom_loading</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_loading.py"/>
        <source>Cardiac short axis, for LandmarkAI: as one volume, or a sequence of its frames.</source>
        <translation>Kurze Herzachse, für LandmarkAI: als ein Volumen, oder als Sequenz seiner Phasen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_loading.py"/>
        <source>The files are not those of one series any more: examine them again.</source>
        <translation>Die Dateien sind nicht mehr die einer Serie: neu untersuchen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_loading.py"/>
        <source>{name}: {frames} frames of one slice</source>
        <translation>{name}: {frames} Phasen einer Schicht</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_loading.py"/>
        <source>{name}: {frames} frames of {slices} slices</source>
        <translation>{name}: {frames} Phasen mit {slices} Schichten</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_loading.py"/>
        <source>{name}: {slices} slices</source>
        <translation>{name}: {slices} Schichten</translation>
    </message>
</context>
<context>
    <name>scene.dicom_source</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_source.py"/>
        <source>Choose a volume.</source>
        <translation>Wählen Sie ein Volumen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_source.py"/>
        <source>Slicer's DICOM database is closed: open the module DICOM.</source>
        <translation>Slicers DICOM-Datenbank ist geschlossen: das Modul DICOM öffnen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_source.py"/>
        <source>The DICOM files of {name} are gone or damaged: import its series again.</source>
        <translation>Die DICOM-Dateien von {name} fehlen oder sind beschädigt: die Serie neu importieren.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_source.py"/>
        <source>{name} is one of {count} frames of its series, and nothing says which.</source>
        <translation>{name} ist eines von {count} Bildern der Serie, und nichts sagt, welches.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/dicom_source.py"/>
        <source>{name} was not loaded from DICOM: load its series with Slicer's module DICOM.</source>
        <translation>{name} wurde nicht aus DICOM geladen: die Serie mit Slicers Modul DICOM laden.</translation>
    </message>
</context>
<context>
    <name>scene.edits</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/edits.py"/>
        <source>{name} and {volume} are under different transforms: use one.</source>
        <translation>{name} und {volume} stehen unter verschiedenen Transformationen: Verwenden Sie eine.</translation>
    </message>
</context>
<context>
    <name>scene.export</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/export.py"/>
        <source>'{name}' cannot name a case: use letters, digits, - and _.</source>
        <translation>„{name}“ kann keinen Fall benennen: Verwenden Sie Buchstaben, Ziffern, - und _.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/export.py"/>
        <source>{path} is there already: choose another name for the case.</source>
        <translation>{path} gibt es schon: Wählen Sie einen anderen Namen für den Fall.</translation>
    </message>
</context>
<context>
    <name>scene.function</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/function.py"/>
        <source>Both phases are the same volume: choose another one.</source>
        <translation>Beide Phasen sind dasselbe Volumen: Wählen Sie ein anderes.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/function.py"/>
        <source>Choose a sequence, or a second volume that shows the other phase.</source>
        <translation>Wählen Sie eine Sequenz oder ein zweites Volumen, das die andere Phase zeigt.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/function.py"/>
        <source>Choose a sequence, or two volumes: end diastole and end systole.</source>
        <translation>Wählen Sie eine Sequenz oder zwei Volumina: Enddiastole und Endsystole.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/function.py"/>
        <source>frame</source>
        <translation>Phase</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/function.py"/>
        <source>{name} has frames without contours: detect in all of its frames first.</source>
        <translation>{name} hat Bilder ohne Konturen: Erkennen Sie zuerst in allen seinen Bildern.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/function.py"/>
        <source>{name} has no contours: detect landmarks in it first.</source>
        <translation>{name} hat keine Konturen: Erkennen Sie zuerst die Landmarken darin.</translation>
    </message>
</context>
<context>
    <name>scene.kinds</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/kinds.py"/>
        <source>{name} has changed since the detection began: detect again.</source>
        <translation>{name} hat sich seit Beginn der Erkennung geändert: Erkennen Sie erneut.</translation>
    </message>
</context>
<context>
    <name>scene.results</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/results.py"/>
        <source>{name} has other frames than when the detection began: detect again.</source>
        <translation>{name} hat andere Bilder als zu Beginn der Erkennung: Erkennen Sie erneut.</translation>
    </message>
</context>
<context>
    <name>scene.segmentations</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/segmentations.py"/>
        <source>{name} holds {count} segments: keep those that are needed.</source>
        <translation>{name} enthält {count} Segmente: Behalten Sie nur die benötigten.</translation>
    </message>
</context>
<context>
    <name>scene.tables</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/tables.py"/>
        <source>{name}, slice {number}</source>
        <translation>{name}, Schicht {number}</translation>
    </message>
</context>
<context>
    <name>scene.transforms</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/transforms.py"/>
        <source>{source} and {target} are under transforms that bend: harden them.</source>
        <translation>{source} und {target} stehen unter nichtlinearen Transformationen: Wenden Sie diese fest an (Harden).</translation>
    </message>
</context>
<context>
    <name>scene.volumes</name>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>Choose a volume.</source>
        <translation>Wählen Sie ein Volumen.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>{name} does not say where its voxels lie: correct its spacing in module Volumes.</source>
        <translation>{name} gibt nicht an, wo seine Voxel liegen: Korrigieren Sie seinen Voxelabstand (Spacing) im Modul Volumes.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>{name} has several values a voxel (colours or vectors): choose one of grey values.</source>
        <translation>{name} hat mehrere Werte je Voxel (Farben oder Vektoren): Wählen Sie eines mit Grauwerten.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>{name} holds no image: load it again.</source>
        <translation>{name} enthält kein Bild: Laden Sie es erneut.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>{name} is a label map: choose the image that it was drawn on.</source>
        <translation>{name} ist eine Label-Map: Wählen Sie das Bild, auf dem sie gezeichnet wurde.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>{name} is not a volume: choose one.</source>
        <translation>{name} ist kein Volumen: Wählen Sie eines.</translation>
    </message>
    <message>
        <location filename="../../LandmarkAI/LandmarkAILib/slicer/scene/volumes.py"/>
        <source>{name} was removed from the scene: choose another volume.</source>
        <translation>{name} wurde aus der Szene entfernt: Wählen Sie ein anderes Volumen.</translation>
    </message>
</context>
</TS>
